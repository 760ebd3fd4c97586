// PouchDB behind express-pouchdb, on loopback: the server that clients replicate with.
// It compresses its answers. Prints its port once it listens; ends with its standard
// input.
//
//   node server.js FOLDER
'use strict'

const express = require('express')
const PouchDB = require('pouchdb')

const Server = PouchDB.defaults({ prefix: process.argv[2] + '/' })
const app = express()
// What PouchDB needs and no more: the rest logs each request and asks who it is.
app.use('/', require('express-pouchdb')(Server, { mode: 'minimumForPouchDB' }))
const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port))
process.stdin.resume().on('end', () => process.exit(0))
