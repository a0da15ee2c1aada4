// pipe listens to its destination as a script would: too many are warned about, event by event.
const net = require('net')
const { PassThrough, Writable } = require('stream')
process.on('warning', (w) => console.log(w.name, w.type, w.count, w.message))

const slow = new Writable({ highWaterMark: 1, write() {} })
slow.write('xx')
for (let i = 0; i < 12; i++) new PassThrough().pipe(slow)
const from = new PassThrough()
for (let i = 0; i < 12; i++) from.pipe(new PassThrough())

const { EventEmitter } = require('events')
class Mine extends EventEmitter {}
for (const emitter of [new EventEmitter(), new Mine(), Object.create(EventEmitter.prototype), new PassThrough()]) {
  for (let i = 0; i < 11; i++) emitter.on('something', () => {})
}

const server = net.createServer((s) => s.resume().on('end', () => server.close()))
server.listen(0, '127.0.0.1', () => {
  const c = net.connect(server.address().port, '127.0.0.1', () => {
    const many = Array.from({ length: 12 }, () => new PassThrough())
    for (const p of many) p.pipe(c, { end: false })
    const counts = () => ['close', 'finish', 'error', 'drain', 'unpipe', 'end', 'pipe'].map((e) => e + ':' + c.listenerCount(e)).join(' ')
    console.log(counts())
    for (const p of many) p.unpipe(c)
    console.log(counts())
    c.end()
  })
})
