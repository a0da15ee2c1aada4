'use strict'
// A socket keeps the program alive only while something may still come of it: one
// that was ended on both sides does not, although its data was never read.
const net = require('net')

function scene(name, serverOptions, accepted, options, connected) {
  const server = net.createServer(serverOptions, (socket) => {
    socket.on('error', () => {})
    socket.on('close', () => console.log(name, 'accepted close'))
    accepted(socket)
  })
  server.listen(0, '127.0.0.1', () => {
    const client = net.connect({ port: server.address().port, host: '127.0.0.1', ...options }, () => {
      server.close()
      connected(client)
    })
    for (const event of ['end', 'finish', 'close']) client.on(event, () => console.log(name, 'client', event))
    process.on('exit', () => console.log(name, 'exit', client.readyState))
  })
}

// What they print may come in any order between them.
scene('unread', {}, (socket) => socket.resume().end('unread'), {}, (client) => {
  client.pause()
  client.end('x')
})
scene('late', { allowHalfOpen: true }, (socket) => socket.resume().on('end', () => socket.end('unread')), {}, (client) => client.end('x'))
scene('paused', { pauseOnConnect: true }, () => {}, {}, (client) => client.destroy())
process.on('exit', () => console.log('program exit'))
