'use strict'
// telnet-client against a small telnet server made with net.
const net = require('net')
const { Telnet } = require('telnet-client')

const IAC = 255, DO = 253, WILL = 251, WONT = 252
const server = net.createServer((socket) => {
  socket.on('error', () => {})
  let negotiated = Buffer.alloc(0)
  let text = ''
  let state = 'login'
  socket.write(Buffer.from([IAC, DO, 24, IAC, WILL, 1]))
  socket.write('Welcome\r\nlogin: ')
  socket.on('data', (data) => {
    if (data[0] === IAC) {
      let end = 0
      while (data[end] === IAC) end += 3
      negotiated = Buffer.concat([negotiated, data.subarray(0, end)])
      data = data.subarray(end)
    }
    text += data
    for (let i; (i = text.indexOf('\n')) >= 0;) {
      const line = text.slice(0, i).replace('\r', '')
      text = text.slice(i + 1)
      if (state === 'login') {
        console.log('server got user', line)
        state = 'password'
        socket.write('Password: ')
      } else if (state === 'password') {
        console.log('server got password', line)
        state = 'shell'
        socket.write(line === 'secret' ? '\r\nmotd\r\n/ # ' : 'Login incorrect\r\n')
      } else if (line === 'long') {
        socket.write(line + '\r\n' + Array.from({ length: 2000 }, (_, n) => `line ${n}\r\n`).join('') + '/ # ')
      } else if (line === 'negotiated') {
        socket.write(`${line}\r\n${negotiated.toString('hex')}\r\n/ # `)
      } else if (line === 'quit') {
        socket.end('bye\r\n')
      } else if (line !== 'silent') {
        socket.write(`${line}\r\n${line.toUpperCase()}\r\n`)
        socket.write('/ # ')
      }
    }
  })
})

async function main() {
  const { port } = server.address()
  const telnet = new Telnet()
  for (const event of ['connect', 'ready', 'writedone', 'failedlogin', 'end', 'close', 'timeout']) {
    telnet.on(event, (...args) => console.log('event', event, ...args))
  }
  await telnet.connect({ host: '127.0.0.1', port, username: 'user', password: 'secret', shellPrompt: '/ # ', timeout: 5000 })
  console.log(JSON.stringify(await telnet.exec('one two')))
  console.log(JSON.stringify(await telnet.exec('negotiated')))
  const long = (await telnet.exec('long')).split('\n')
  console.log(long.length, long[0], long[1999])
  console.log(JSON.stringify(await telnet.send('three', { ors: '\r\n', waitFor: '/ # ' })))
  await telnet.exec('silent', { execTimeout: 20 }).catch((err) => console.log(err.message))
  await telnet.shell((err, stream) => console.log(err, stream.constructor.name))
  const closed = new Promise((resolve) => telnet.once('close', resolve))
  telnet.getSocket().write('quit\n')
  await closed
  await telnet.exec('more').catch((err) => console.log(err.message))

  const wrong = new Telnet()
  wrong.on('failedlogin', (text) => console.log('failed', JSON.stringify(text)))
  await wrong.connect({ port, username: 'user', password: 'wrong', shellPrompt: '/ # ', failedLoginMatch: 'incorrect' })
    .catch((err) => console.log(err.message))

  server.close()
  const nobody = new Telnet()
  nobody.on('error', (err) => console.log('error', err.code))
  await nobody.connect({ host: '127.0.0.1', port: 1 }).catch((err) => console.log(err.code, err.syscall))
}

server.listen(0, '127.0.0.1', main)
