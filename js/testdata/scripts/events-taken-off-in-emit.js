// What an emit calls is settled when it begins; a once listener is called once.
const EventEmitter = require('events')
const log = (...args) => console.log(...args)
{
  const e = new EventEmitter()
  e.on('x', () => { log('first'); e.removeAllListeners() })
  e.once('x', () => log('once'))
  e.on('x', () => log('last'))
  log(e.emit('x'), e.emit('x'), e.listenerCount('x'))
}
{
  const e = new EventEmitter()
  const f = () => log('f')
  e.on('x', () => { e.off('x', f); e.emit('x') })
  e.once('x', f)
  e.once('x', () => log('g'))
  e.removeListener('x', e.listeners('x')[0])
  e.emit('x')
  log(e.eventNames())
}
{
  const e = new EventEmitter()
  let depth = 0
  e.on('x', () => { if (depth++ < 2) e.emit('x') })
  e.once('x', () => log('once, whatever the depth'))
  e.emit('x')
}
{
  const e = new EventEmitter()
  e.once('x', () => log('raw'))
  const [raw] = e.rawListeners('x')
  e.on('x', () => {})
  raw(); raw()
  log(e.listenerCount('x'), typeof raw.listener)
  e.emit('x')
}
{
  const e = new EventEmitter()
  const many = Array.from({ length: 100 }, (_, i) => () => { if (i === 0) for (const f of many.slice(50)) e.off('x', f) ; called++ })
  let called = 0
  for (const f of many) e.on('x', f)
  e.emit('x')
  log(called, e.listenerCount('x'))
  called = 0
  e.emit('x')
  log(called)
  e.prependListener('x', () => log('prepended'))
  e.off('x', many[1])
  e.once('x', many[2])
  called = 0
  e.emit('x')
  log(called, e.listenerCount('x'))
}
