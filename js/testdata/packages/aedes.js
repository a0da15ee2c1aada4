'use strict'
// aedes is a broker of MQTT made on net; the client is mqtt@4.
const net = require('net')
const mqtt = require('mqtt')
const { once } = require('events')
const Aedes = require('aedes')

async function main() {
  const broker = new Aedes({ authenticate: (client, user, password, done) => done(null, user !== 'nobody') })
  broker.on('client', (client) => console.log('client', client.id))
  broker.on('clientDisconnect', (client) => console.log('disconnected', client.id))
  broker.on('subscribe', (list, client) => console.log('subscribed', list.map(({ topic, qos }) => [topic, qos]), client.id))
  const server = net.createServer(broker.handle)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `mqtt://127.0.0.1:${server.address().port}`

  const client = mqtt.connect(url, { clientId: 'one' })
  await once(client, 'connect')
  await new Promise((resolve) => client.subscribe({ 'a/+': { qos: 0 }, 'b/#': { qos: 2 } }, (err, granted) => {
    console.log(err, granted)
    resolve()
  }))
  for (const [topic, qos] of [['a/x', 0], ['b/y', 1], ['b/z', 2]]) {
    const arrived = once(client, 'message')
    client.publish(topic, `by ${qos}`, { qos })
    const [got, payload, packet] = await arrived
    console.log(got, payload.toString(), packet.qos)
  }
  let count = 0
  const all = new Promise((resolve) => client.on('message', () => ++count === 1000 && resolve()))
  for (let i = 0; i < 1000; i++) client.publish('b/many', `${i}`, { qos: 1 })
  await all
  console.log('count', count)

  const refused = mqtt.connect(url, { clientId: 'two', username: 'nobody', password: 'x', reconnectPeriod: 0 })
  refused.on('error', (err) => console.log('refused', err.code, err.message))
  await new Promise((resolve) => refused.on('close', resolve))
  const left = once(broker, 'clientDisconnect')
  client.end()
  await left
  broker.close(() => server.close(() => console.log('closed')))
}

main()
