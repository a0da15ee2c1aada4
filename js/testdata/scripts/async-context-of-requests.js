// In which context of AsyncLocalStorage the callbacks of a connection run: those of a request in
// that of the request, the others in that of the handle.
const net = require('net')
const { AsyncLocalStorage } = require('async_hooks')
const als = new AsyncLocalStorage()
const log = (what) => console.log(what, als.getStore())

const server = net.createServer((s) => {
  s.pause()
  setTimeout(() => s.resume(), 50)
  s.on('end', () => s.end())
})
server.listen(0, '127.0.0.1', () => als.run('socket', long))

function long() {
  const c = new net.Socket()
  als.run('connect', () => c.connect(server.address().port, '127.0.0.1', () => {
    log('connect')
    als.run('write', () => c.write(Buffer.alloc(16e6), () => log('written')))
    als.run('second', () => c.write(Buffer.alloc(1e6), () => log('second written')))
    als.run('end', () => c.end(() => log('end callback')))
  }))
  als.run('listeners', () => {
    c.on('finish', () => log('finish'))
    c.resume().on('end', () => log('end'))
    c.on('close', () => { log('close'); als.run('several', several) })
  })
}

function several() {
  const c = new net.Socket()
  for (const name of ['connectionAttempt', 'connectionAttemptFailed', 'lookup', 'error']) c.on(name, () => log(name))
  c.on('close', () => { log('close of several'); als.run('refused', refused) })
  const lookup = (h, o, cb) => als.run('lookup', () => setTimeout(cb, 5, null, [{ address: '127.0.0.1', family: 4 }, { address: '127.0.0.2', family: 4 }]))
  als.run('connecting', () => c.connect({ host: 'x.test', port: 1, lookup }))
}

function refused() {
  const c = net.connect(1, '127.0.0.1')
  als.exit(() => c.on('error', () => log('error of refused')).on('close', () => {
    log('close of refused')
    als.run('server', () => server.close(() => log('server closed')))
  }))
}
