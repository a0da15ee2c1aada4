// push and destroy of a subclass, or put on one socket, are those that the connection calls.
const net = require('net')

class Sock extends net.Socket {
  push(chunk, ...rest) {
    console.log('push', chunk === null ? null : String(chunk), Buffer.isBuffer(chunk))
    return super.push(chunk === null ? null : Buffer.from(`<${chunk}>`), ...rest)
  }
}

const server = net.createServer((socket) => socket.end('hello'))
server.listen(0, '127.0.0.1', () => {
  const port = server.address().port
  const c = new Sock().connect(port, '127.0.0.1')
  c.on('data', (d) => console.log('data', String(d)))
  c.on('close', () => own(port))
})

function own(port) {
  const c = net.connect(port, '127.0.0.1', () => {
    const push = c.push
    c.push = function (chunk) { console.log('own push', String(chunk)); return push.call(this, chunk) }
  })
  const to = net.connect(port, '127.0.0.1')
  c.pipe(to.resume())
  c.on('close', () => server.close(destroyed))
}

// What destroy sees of a connection that could not be made.
function destroyed() {
  const targets = {
    address: { port: 1, host: '127.0.0.1' },
    path: { path: '/nonexistent/path' },
    'one address': { port: 1, host: 'x.test', autoSelectFamily: false, lookup: (h, o, cb) => cb(null, '127.0.0.1', 4) },
    'two addresses': { port: 1, host: 'x.test', lookup: (h, o, cb) => cb(null, [{ address: '127.0.0.1', family: 4 }, { address: '127.0.0.2', family: 4 }]) },
    'failing lookup': { port: 1, host: 'x.test', lookup: (h, o, cb) => cb(new Error('lookup')) },
    'wrong local end': { port: 1, host: '127.0.0.1', localAddress: '1.2.3.4' },
  }
  const [name] = Object.keys(targets).splice(destroyed.next++, 1)
  if (!name) return writes()
  class Told extends net.Socket {
    destroy(err) {
      console.log(name, 'destroy', this.connecting, this.pending, this.readyState, this.destroyed, err.message)
      return super.destroy(err)
    }
  }
  const s = new Told()
  s.on('connectionAttemptFailed', () => console.log(name, 'attempt failed', s.connecting))
  s.on('error', (e) => console.log(name, 'error', e.code, s.connecting))
  s.on('close', destroyed)
  s.connect(targets[name])
}
destroyed.next = 0

// A destroy that waits for the callback of its last write.
function writes() {
  class Late extends net.Socket {
    destroy(err) { this.write('bye', () => super.destroy(err)) }
  }
  const s = new Late()
  s.on('error', (e) => console.log('error', e.code))
  s.on('close', (hadError) => console.log('close', hadError))
  s.connect(1, '127.0.0.1')
}
