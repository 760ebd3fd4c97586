// PouchDB behind express-pouchdb, on loopback: the server that clients replicate with,
// at two ports. Behind the first it is as it comes, with all that it has of CouchDB;
// behind the second it does what PouchDB needs and no more, and keeps connections. Both
// compress their answers. Prints the ports once it listens; ends with its standard input.
//
//   node server.js FOLDER
'use strict'

const express = require('express')
const PouchDB = require('pouchdb')
const couch = require('express-pouchdb')

const folder = process.argv[2]
const Server = PouchDB.defaults({ prefix: folder + '/' })

async function listen (options) {
  const app = express()
  app.use('/', couch(Server, { configPath: folder + '/config.json', logPath: folder + '/log.txt', ...options }))
  return new Promise(resolve => {
    const server = app.listen(0, '127.0.0.1', () => resolve(server))
  })
}

async function main () {
  const plain = await listen({})
  const tuned = await listen({ mode: 'minimumForPouchDB' })
  tuned.keepAliveTimeout = 10 * 60 * 1000 // a client that waits on a thin line finds it as it left it
  console.log(plain.address().port, tuned.address().port)
}

process.stdin.resume().on('end', () => process.exit(0))
main()
