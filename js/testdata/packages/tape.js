'use strict'
// tape runs tests of net.
const net = require('net')
const test = require('tape')

test('a server answers', (t) => {
  t.plan(4)
  const server = net.createServer((socket) => {
    socket.on('data', (data) => {
      t.equal(data.toString(), 'ping')
      socket.end('pong')
    })
  })
  server.listen(0, '127.0.0.1', () => {
    const client = net.connect(server.address().port, '127.0.0.1')
    client.setEncoding('utf8')
    client.on('data', (text) => t.equal(text, 'pong', 'the answer'))
    client.on('end', () => {
      t.pass('ended')
      server.close(() => t.pass('closed'))
    })
    client.write('ping')
  })
})

test('values', async (t) => {
  t.deepEqual({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })
  t.notOk(net.isIP('nowhere'))
  t.throws(() => net.connect({ port: 99999 }), /RangeError/, 'a bad port')
  t.match('text', /ex/)
  t.same(Buffer.from('ab'), Buffer.from('ab'))
})

test.skip('skipped', (t) => t.fail())
test.onFinish(() => console.log('# finished'))
