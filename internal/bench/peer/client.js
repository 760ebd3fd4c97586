// A device with PouchDB. It does one task for each line of JSON on its standard input
// and answers with a line: {"seconds": …} or {"error": …}. It ends with its input.
//
//   node client.js FOLDER
//
//   {"do": "open", "name": …, "url": …}   a copy of its own, of the database at the URL;
//                                         with "keep" it keeps its connections
//   {"do": "fill", "at": …}               pulls from the same database at a faster address
//   {"do": "make", "from": …}             saves the documents of a file of JSON lines
//   {"do": "pull" | "push" | "both"}      replicates until there is nothing left
//   {"do": "wait", "seconds": …}          waits for what is new, that long
//   {"do": "count"}                       tells how many documents there are
//
// A task with "batch" replicates so many documents at once; PouchDB itself takes 100.
'use strict'

const fs = require('fs')
const http = require('http')
const readline = require('readline')
const PouchDB = require('pouchdb')

const Local = PouchDB.defaults({ prefix: process.argv[2] + '/' })
let local, remote, address

const options = task => (task.batch ? { batch_size: task.batch } : {})

const tasks = {
  open (task) {
    address = task.url
    local = new Local(task.name)
    const agent = new http.Agent({ keepAlive: true })
    const kept = (u, o) => PouchDB.fetch(u, { ...o, agent })
    remote = new PouchDB(address, { skip_setup: true, ...(task.keep && { fetch: kept }) })
  },
  async fill (task) {
    // Under the same name, for PouchDB remembers by it how far it is.
    const at = u => u.replace(new URL(address).origin, task.at)
    const near = new PouchDB(address, { skip_setup: true, fetch: (u, o) => PouchDB.fetch(at(u), o) })
    await local.replicate.from(near, { batch_size: 1000 })
    await local.replicate.to(near)
  },
  async make (task) {
    const docs = fs.readFileSync(task.from, 'utf8').trim().split('\n').map(line => JSON.parse(line))
    for (const r of await local.bulkDocs(docs)) if (r.error) throw r
  },
  pull: task => local.replicate.from(remote, options(task)),
  push: task => local.replicate.to(remote, options(task)),
  both: task => local.sync(remote, options(task)),
  wait (task) {
    const live = local.replicate.from(remote, { live: true, retry: true })
    return new Promise((resolve, reject) => {
      live.on('error', reject)
      setTimeout(() => { live.cancel(); resolve() }, task.seconds * 1000)
    })
  },
  count: async () => (await local.info()).doc_count
}

async function main () {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const task = JSON.parse(line)
    const began = process.hrtime.bigint()
    try {
      const value = await tasks[task.do](task)
      const seconds = Number(process.hrtime.bigint() - began) / 1e9
      console.log(JSON.stringify({ seconds, value: typeof value === 'number' ? value : undefined }))
    } catch (e) {
      console.log(JSON.stringify({ error: String(e.message || e.reason || e) }))
    }
  }
  process.exit(0)
}

main()
