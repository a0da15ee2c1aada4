'use strict'
// jsmodbus: a Modbus server and a client, both over net.
const net = require('net')
const { once } = require('events')
const modbus = require('jsmodbus')

async function main() {
  const netServer = new net.Server()
  const server = new modbus.server.TCP(netServer, {
    coils: Buffer.alloc(64), discrete: Buffer.alloc(64, 0b10101010), holding: Buffer.alloc(256), input: Buffer.alloc(256),
  })
  for (let i = 0; i < 128; i++) server.input.writeUInt16BE(i * 3, i * 2)
  server.on('connection', (client) => console.log('connection', client.socket.remoteAddress))
  for (const event of ['preReadCoils', 'postReadCoils', 'preWriteSingleRegister', 'postWriteSingleRegister']) {
    server.on(event, (request) => console.log('server', event, request.body.constructor.name))
  }
  netServer.listen(0, '127.0.0.1')
  await once(netServer, 'listening')

  const socket = new net.Socket()
  const client = new modbus.client.TCP(socket, 1, 2000)
  socket.connect({ host: '127.0.0.1', port: netServer.address().port })
  await once(socket, 'connect')
  console.log('state', client.connectionState, client.unitId, client.slaveId)

  const show = async (what, call) => {
    try {
      const { response, request } = await call
      const { valuesAsArray, valuesAsBuffer } = response.body
      console.log(what, request.body.fc, response.id > 0, valuesAsArray ?? '', valuesAsBuffer ?? '', response.body.constructor.name)
    } catch (err) {
      console.log(what, err.constructor?.name, err.err, err.message, err.response?.body?.code, err.response?.body?.message)
    }
  }
  await show('write coil', client.writeSingleCoil(3, true))
  await show('write coils', client.writeMultipleCoils(8, [true, false, true, true]))
  await show('read coils', client.readCoils(0, 13))
  await show('read discrete', client.readDiscreteInputs(0, 8))
  await show('write register', client.writeSingleRegister(2, 0x1234))
  await show('write registers', client.writeMultipleRegisters(4, [1, 2, 65535]))
  await show('read holding', client.readHoldingRegisters(0, 8))
  await show('read input', client.readInputRegisters(10, 5))
  await show('identification', client.readDeviceIdentification())
  await show('illegal', client.readHoldingRegisters(0, 4000))
  await show('illegal register', client.writeSingleRegister(2, 70000))

  const all = await Promise.all(Array.from({ length: 500 }, (_, i) => client.readInputRegisters(i % 100, 1)))
  console.log('many', all.length, all.every(({ response }, i) => response.body.valuesAsArray[0] === (i % 100) * 3))

  socket.end()
  await once(socket, 'close')
  console.log('state', client.connectionState)
  await show('offline', client.readCoils(0, 1))
  netServer.close()

  const deaf = net.createServer((s) => s.resume().on('end', () => s.end())).listen(0, '127.0.0.1')
  await once(deaf, 'listening')
  const waiting = new net.Socket()
  const late = new modbus.client.TCP(waiting, 1, 30)
  waiting.connect(deaf.address().port, '127.0.0.1')
  await once(waiting, 'connect')
  await show('timeout', late.readCoils(0, 1))
  waiting.end()
  deaf.close()
}

main()
