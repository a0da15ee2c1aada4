// Classes of the old kind add listeners before they call their parent's constructor.
const net = require('net')
const util = require('util')
const EventEmitter = require('events')
const { Transform, Readable, Duplex } = require('stream')
for (const [name, Parent, ...args] of [['server', net.Server, {}, () => {}], ['emitter', EventEmitter], ['socket', net.Socket],
  ['transform', Transform], ['readable', Readable], ['duplex', Duplex, { allowHalfOpen: false }]]) {
  function Child (listener) {
    this.on('x', listener)
    this.setMaxListeners(3)
    Parent.call(this, ...args)
  }
  util.inherits(Child, Parent)
  const child = new Child(() => console.log(name, 'x'))
  console.log(child.emit('x'), child.getMaxListeners(), child.listenerCount('connection'), child.listenerCount('end'))
}
