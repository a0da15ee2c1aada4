'use strict'
// axon: both ends of each of its patterns.
const axon = require('axon')
const { once } = require('events')

function pair(one, two) {
  const a = axon.socket(one)
  const b = axon.socket(two)
  return new Promise((resolve) => {
    const bound = a.sock ?? a // emitters have their socket inside
    a.bind(0, '127.0.0.1', () => {
      bound.once('connect', () => resolve([a, b]))
      b.connect(bound.address().port, '127.0.0.1')
    })
  })
}

async function close(a, b) {
  const server = a.sock ?? a
  const closed = once(server.server, 'close')
  b.close()
  a.close()
  await closed
}

async function main() {
  {
    const [push, pull] = await pair('push', 'pull')
    const got = []
    const all = new Promise((resolve) => pull.on('message', (type, n, buffer) => {
      got.push([type, n, buffer])
      if (got.length === 1000) resolve()
    }))
    for (let i = 0; i < 1000; i++) push.send('item', { i }, Buffer.from([i & 255]))
    await all
    console.log('push/pull', got[0], got[999], got.every(([, { i }], n) => i === n))
    await close(push, pull)
  }
  {
    const [pub, sub] = await pair('pub', 'sub')
    sub.subscribe('user:*')
    sub.subscribe(/^exact$/)
    const got = []
    const last = new Promise((resolve) => sub.on('message', (...args) => {
      got.push(args)
      if (args[0] === 'exact') resolve()
    }))
    pub.send('user:login', 'tobi')
    pub.send('other', 'nobody hears it')
    pub.send('user:logout', 'tobi', 5)
    pub.send('exact')
    await last
    console.log('pub/sub', got)
    await close(pub, sub)
  }
  {
    const [req, rep] = await pair('req', 'rep')
    rep.on('message', (task, value, reply) => {
      if (task === 'double') reply(null, value * 2)
      else reply({ error: `cannot ${task}` })
    })
    const ask = (task, value) => new Promise((resolve) => req.send(task, value, (...args) => resolve(args)))
    console.log('req/rep', await ask('double', 21), await ask('fly', 1))
    const large = Buffer.alloc(1 << 20, 'x')
    rep.removeAllListeners('message')
    rep.on('message', (buffer, reply) => reply(buffer))
    const [back] = await new Promise((resolve) => req.send(large, (...args) => resolve(args)))
    console.log('large', back.equals(large))
    await close(req, rep)
  }
  {
    const [sub, pub] = await pair('sub-emitter', 'pub-emitter')
    const got = []
    const last = new Promise((resolve) => {
      sub.on('user:*', (action, user) => got.push(['user', action, user]))
      sub.on('*', (event) => got.push(['any', event]))
      sub.on('done', () => resolve())
    })
    await new Promise((resolve) => (pub.sock.connected ? resolve() : pub.sock.once('connect', resolve)))
    pub.emit('user:login', { name: 'tobi' })
    pub.emit('done')
    await last
    console.log('emitters', got)
    await close(sub, pub)
  }
  {
    // What is sent before anybody is there waits, and a client comes back.
    const push = axon.socket('push')
    push.send('early')
    push.on('connect', () => console.log('somebody connected'))
    push.on('disconnect', () => console.log('somebody left'))
    await new Promise((resolve) => push.bind('tcp://127.0.0.1:0', resolve))
    const pull = axon.socket('pull')
    pull.set('retry timeout', 10)
    pull.on('reconnect attempt', () => console.log('reconnect attempt'))
    pull.connect(`tcp://127.0.0.1:${push.address().port}`)
    console.log('got', await once(pull, 'message'))
    const again = once(push, 'connect')
    push.socks[0].destroy()
    await again
    push.send('late')
    console.log('got', await once(pull, 'message'))
    await close(push, pull)
  }
  {
    const path = `/tmp/axon-${process.pid}.sock`
    const rep = axon.socket('rep')
    const req = axon.socket('req')
    rep.on('message', (text, reply) => reply(text.toUpperCase()))
    rep.bind(`unix://${path}`)
    await once(rep, 'bind')
    req.connect(`unix://${path}`)
    console.log('unix', await new Promise((resolve) => req.send('hello', resolve)))
    await close(rep, req)
  }
  const nobody = axon.socket('req')
  nobody.on('socket error', (err) => console.log('socket error', err.code))
  nobody.on('ignored error', (err) => {
    console.log('ignored', err.code)
    nobody.close()
  })
  nobody.on('close', () => console.log('closed'))
  nobody.connect(1, '127.0.0.1')
}

main()
