'use strict'
// The small stream packages, between two ends of a connection.
const net = require('net')
const through2 = require('through2')
const split2 = require('split2')
const pump = require('pump')
const ndjson = require('ndjson')
const duplexify = require('duplexify')
const BufferList = require('bl')
const iconv = require('iconv-lite')
const async = require('async')
const msgpack = require('msgpack5')()
const { Readable, Transform, pipeline, finished } = require('readable-stream')
const argv = require('minimist')(['--name', 'value', '-x', '3', 'rest'])

console.log(argv)

// serve makes a server for one connection, and a client of it.
function serve(accepted, connected, done) {
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    server.close()
    accepted(socket)
  })
  server.on('close', done)
  server.listen(0, '127.0.0.1', () => {
    const client = net.connect(server.address().port, '127.0.0.1', () => connected(client))
  })
}

const lines = (done) => serve(
  (socket) => pump(socket, split2(), through2.obj((line, _, next) => next(null, `${line.toUpperCase()}\n`)), socket,
    (err) => console.log('server done', err?.message)),
  (client) => {
    client.pipe(split2()).on('data', (line) => console.log('line', line)).on('end', () => console.log('no more lines'))
    client.write('one\ntw')
    client.end('o\nthree')
  }, done)

const objects = (done) => serve(
  (socket) => socket.pipe(ndjson.parse()).on('data', (o) => console.log('object', o)).pipe(
    through2.obj((o, _, next) => next(null, { ...o, seen: true }))).pipe(ndjson.stringify()).pipe(socket),
  (client) => {
    const out = ndjson.stringify()
    out.pipe(client)
    client.pipe(ndjson.parse()).on('data', (o) => console.log('back', o)).on('end', () => console.log('no more objects'))
    out.write({ a: 1 })
    out.end({ b: ['x', null] })
  }, done)

const packed = (done) => serve(
  (socket) => socket.pipe(msgpack.decoder()).on('data', (o) => console.log('unpacked', o)).on('end', () => socket.end()),
  (client) => {
    const out = msgpack.encoder()
    out.pipe(client)
    client.resume()
    for (const v of [{ a: 1, list: [1, -2, 3.5] }, 'text', Buffer.from('bytes'), true, 'x'.repeat(100)]) out.write(v)
    out.end()
  }, done)

const collected = (done) => serve(
  (socket) => socket.pipe(new BufferList((err, data) => {
    console.log('collected', err, data.length, data.subarray(0, 8).toString())
    const list = new BufferList([Buffer.from([1, 2, 3]), Buffer.from([0, 0, 1])])
    console.log(list.length, list.readUInt16BE(2), list.slice(1, 5), list.indexOf(Buffer.from([3, 0])))
    list.consume(2)
    list.append('tail').pipe(socket)
  })),
  (client) => {
    client.on('data', (data) => console.log('data', data))
    const source = Readable.from(Array.from({ length: 1000 }, (_, i) => `${i}`.padStart(8, '0')), { objectMode: false })
    pipeline(source, new Transform({ transform(chunk, encoding, next) { next(null, chunk.toString('hex')) } }), client, (err) => console.log('pipeline', err))
  }, done)

const late = (done) => serve(
  (socket) => socket.resume().end(iconv.encode('grüße €', 'win1252')),
  (client) => {
    const d = duplexify()
    d.on('data', (data) => console.log('duplexify', iconv.decode(data, 'win1252'), iconv.encodingExists('shift_jis')))
    d.on('end', () => console.log('duplexify ended'))
    d.on('close', () => console.log('duplexify closed'))
    finished(client, (err) => console.log('finished', err))
    d.write('written before there was anything to write to')
    setImmediate(() => {
      d.setReadable(client)
      d.setWritable(client)
      d.end()
    })
  }, done)

const broken = (done) => serve(
  (socket) => {
    socket.on('error', () => {})
    socket.write('something')
    socket.resume().on('close', () => console.log('socket closed'))
  },
  (client) => {
    pump(client, through2((chunk, _, next) => next(new Error('no good'))), (err) => console.log('pump', err.message, client.destroyed))
  }, done)

async.series([lines, objects, packed, collected, late, broken], () => {
  async.mapLimit([3, 1, 2], 2, (n, next) => setTimeout(next, n, null, n * 2), (err, results) => {
    console.log('async', err, results)
    const queue = async.queue((task, next) => setImmediate(next, null, task), 2)
    const tasks = []
    queue.push(['a', 'b', 'c'], (err, task) => tasks.push(task))
    queue.drain(() => console.log('queue', tasks))
  })
})
