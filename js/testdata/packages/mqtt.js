'use strict'
// mqtt@4 against mosquitto: the three levels of quality of service, wildcards,
// retained messages, a will, large payloads.
const mqtt = require('mqtt')
const { once } = require('events')
const { promisify } = require('util')

const url = `mqtt://127.0.0.1:${process.argv[2]}`

async function main() {
  const receiver = mqtt.connect(url, { clientId: 'receiver', protocolVersion: 4 })
  const [ack] = await once(receiver, 'connect')
  console.log('connected', ack.cmd, ack.returnCode, ack.sessionPresent)
  const sender = mqtt.connect(url, { clientId: 'sender' })
  const publish = promisify(sender.publish).bind(sender)
  const subscribe = promisify(receiver.subscribe).bind(receiver)

  console.log('granted', await subscribe({ 'level/0': { qos: 0 }, 'level/1': { qos: 1 }, 'level/2': { qos: 2 } }))
  for (const qos of [0, 1, 2]) {
    const arrived = once(receiver, 'message')
    const packet = await publish(`level/${qos}`, `quality ${qos}`, { qos })
    const [topic, payload, { cmd, qos: got, dup, retain }] = await arrived
    console.log(topic, payload.toString(), { cmd, got, dup, retain }, packet?.cmd)
  }

  for (const qos of [0, 1, 2]) {
    const topic = `many/${qos}`
    await subscribe(topic, { qos })
    const numbers = []
    const all = new Promise((resolve) => receiver.on('message', function listener(t, payload) {
      if (t !== topic) return
      numbers.push(Number(payload))
      if (numbers.length < 500) return
      receiver.off('message', listener)
      resolve()
    }))
    await Promise.all(Array.from({ length: 500 }, (_, i) => publish(topic, String(i), { qos })))
    await all
    console.log(topic, numbers.length, numbers.every((n, i) => n === i))
  }

  await subscribe('deep/+/leaf/#')
  const deep = once(receiver, 'message')
  sender.publish('deep/x/other', 'not for us')
  sender.publish('deep/x/leaf/y/z', 'for us')
  const [topic, payload] = await deep
  console.log(topic, payload.toString())
  console.log('unsubscribed', await promisify(receiver.unsubscribe).call(receiver, 'deep/+/leaf/#'))

  await publish('kept', 'still here', { retain: true, qos: 1 })
  const kept = once(receiver, 'message')
  await subscribe('kept', { qos: 1 })
  const [, text, { retain }] = await kept
  console.log('retained', text.toString(), retain)

  const large = Buffer.alloc(3 << 20, 'large payload ')
  await subscribe('large', { qos: 2 })
  const whole = once(receiver, 'message')
  await publish('large', large, { qos: 2 })
  console.log('large', (await whole)[1].equals(large))

  // One whose connection breaks leaves a will.
  await subscribe('will')
  const will = once(receiver, 'message')
  const fragile = mqtt.connect(url, { clientId: 'fragile', reconnectPeriod: 0, will: { topic: 'will', payload: 'gone', qos: 0 } })
  await once(fragile, 'connect')
  fragile.stream.destroy()
  console.log('will', (await will)[1].toString())
  await promisify(fragile.end).call(fragile, true)

  // Two clients with one id: the first is thrown out, and comes back.
  const first = mqtt.connect(url, { clientId: 'same', reconnectPeriod: 20 })
  await once(first, 'connect')
  const closed = once(first, 'close').then(() => console.log('first is closed'))
  const back = closed.then(() => once(first, 'connect'))
  const second = mqtt.connect(url, { clientId: 'same', reconnectPeriod: 0 })
  await once(second, 'connect')
  await closed
  await back
  console.log('first is back')

  for (const client of [first, second, sender, receiver]) {
    await promisify(client.end).call(client, false)
    console.log('ended', client.options.clientId, client.connected)
  }

  const five = mqtt.connect(url, { protocolVersion: 5, clientId: 'five', properties: { sessionExpiryInterval: 10 } })
  const [welcome] = await once(five, 'connect')
  console.log('version 5', welcome.reasonCode)
  five.subscribe('five', { qos: 1 }, (err, granted) => {
    console.log(err, granted)
    five.publish('five', 'hello', { qos: 1, properties: { userProperties: { key: 'value' }, contentType: 'text/plain' } })
  })
  const [, body, message] = await once(five, 'message')
  console.log(body.toString(), message.properties.contentType, { ...message.properties.userProperties })
  await promisify(five.end).call(five)

  const nobody = mqtt.connect('mqtt://127.0.0.1:1', { reconnectPeriod: 0 })
  nobody.on('error', (err) => console.log('refused', err.code, err.message))
  nobody.on('close', () => {
    console.log('closed')
    nobody.end()
  })
}

main()
