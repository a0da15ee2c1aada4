'use strict'
// socks: versions 4, 4a and 5 with and without a password, through a small
// proxy made with net, and a chain of two.
const net = require('net')
const { once } = require('events')
const { SocksClient } = require('socks')

// read gives what comes from a socket in the sizes that are asked for.
function read(socket, size) {
  return new Promise((resolve) => {
    const attempt = () => {
      const data = socket.read(size)
      if (data) return resolve(data)
      socket.once('readable', attempt)
    }
    attempt()
  })
}

async function text(socket) {
  let s = ''
  for (;;) {
    const [byte] = await read(socket, 1)
    if (byte === 0) return s
    s += String.fromCharCode(byte)
  }
}

function forward(client, host, port, yes, no) {
  const target = net.connect({ port, host, allowHalfOpen: true })
  target.on('connect', () => {
    client.write(yes)
    client.pipe(target).pipe(client)
  })
  target.on('error', () => client.end(no))
  client.on('error', () => target.destroy())
}

function proxy(name) {
  return net.createServer({ allowHalfOpen: true }, async (client) => {
    client.on('error', () => {})
    const [version] = await read(client, 1)
    if (version === 4) {
      const head = await read(client, 7)
      const port = head.readUInt16BE(1)
      const user = await text(client)
      const four = [...head.subarray(3)]
      const host = four[0] === 0 && four[3] !== 0 ? await text(client) : four.join('.')
      console.log(name, 'version 4', user, host === 'localhost' || host === '127.0.0.1')
      return forward(client, host, port, Buffer.from([0, 90, 0, 0, 0, 0, 0, 0]), Buffer.from([0, 91, 0, 0, 0, 0, 0, 0]))
    }
    const [count] = await read(client, 1)
    const methods = [...await read(client, count)]
    console.log(name, 'version 5, methods', methods)
    if (methods.includes(2)) {
      client.write(Buffer.from([5, 2]))
      const [, length] = await read(client, 2)
      const user = (await read(client, length)).toString()
      const [size] = await read(client, 1)
      const password = (await read(client, size)).toString()
      console.log(name, 'user', user, password)
      if (password !== 'secret') return client.end(Buffer.from([1, 1]))
      client.write(Buffer.from([1, 0]))
    } else {
      client.write(Buffer.from([5, 0]))
    }
    const [, , , type] = await read(client, 4)
    const host = type === 1 ? [...await read(client, 4)].join('.') : (await read(client, (await read(client, 1))[0])).toString()
    const port = (await read(client, 2)).readUInt16BE(0)
    console.log(name, 'address type', type, host)
    forward(client, host, port, Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 80]), Buffer.from([5, 5, 0, 1, 0, 0, 0, 0, 0, 0]))
  })
}

async function listen(server) {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server.address().port
}

async function talk(socket) {
  socket.end('hello through the proxy')
  let answer = ''
  for await (const chunk of socket) answer += chunk
  return answer
}

async function main() {
  const echo = net.createServer({ allowHalfOpen: true }, (s) => s.pipe(s))
  const one = proxy('one')
  const two = proxy('two')
  const port = await listen(echo)
  const first = { host: '127.0.0.1', port: await listen(one) }
  const second = { host: '127.0.0.1', port: await listen(two) }

  const attempt = async (what, options) => {
    try {
      const { socket, remoteHost } = await SocksClient.createConnection({ command: 'connect', destination: { host: '127.0.0.1', port }, timeout: 5000, ...options })
      console.log(what, await talk(socket), remoteHost)
    } catch (err) {
      console.log(what, 'failed:', err.name, err.message)
    }
  }
  await attempt('4', { proxy: { ...first, type: 4, userId: 'me' } })
  await attempt('4a', { proxy: { ...first, type: 4, userId: 'me' }, destination: { host: 'localhost', port } })
  await attempt('5', { proxy: { ...first, type: 5 } })
  await attempt('5 by name', { proxy: { ...first, type: 5 }, destination: { host: 'localhost', port } })
  await attempt('5 with password', { proxy: { ...first, type: 5, userId: 'me', password: 'secret' } })
  await attempt('5 with a wrong password', { proxy: { ...first, type: 5, userId: 'me', password: 'wrong' } })
  await attempt('refused by the target', { proxy: { ...first, type: 5 }, destination: { host: '127.0.0.1', port: 1 } })
  await attempt('4 refused by the target', { proxy: { ...first, type: 4 }, destination: { host: '127.0.0.1', port: 1 } })
  await attempt('no proxy', { proxy: { host: '127.0.0.1', port: 1, type: 5 } })
  await attempt('wrong type', { proxy: { ...first, type: 6 } })
  await attempt('no SOCKS', { proxy: { host: '127.0.0.1', port, type: 5 } })

  const { socket } = await SocksClient.createConnectionChain({
    command: 'connect', destination: { host: '127.0.0.1', port },
    proxies: [{ ...first, type: 5 }, { ...second, type: 4 }],
  })
  console.log('chain', await talk(socket))

  const client = new SocksClient({ proxy: { ...first, type: 5 }, command: 'connect', destination: { host: '127.0.0.1', port } })
  client.on('established', async (info) => {
    console.log('established', await talk(info.socket))
    for (const server of [echo, one, two]) server.close()
  })
  client.on('error', (err) => console.log(err.message))
  client.connect()

  const udp = SocksClient.createUDPFrame({ remoteHost: { host: '1.2.3.4', port: 53 }, data: Buffer.from('data') })
  console.log(udp, SocksClient.parseUDPFrame(udp))
}

main()
