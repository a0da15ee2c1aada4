// The warning about too many listeners comes once for each event, until its list has been short again.
const { EventEmitter } = require('events')
process.on('warning', (w) => console.log(w.type, w.count, w.emitter === e, w.message))
const e = new EventEmitter()
const f = () => {}
const add = (n, name = 'x') => { for (let i = 0; i < n; i++) e.on(name, f) }
const drop = (n, name = 'x') => { for (let i = 0; i < n; i++) e.off(name, f) }
add(12); add(2, 'y'); add(1); drop(11); add(12)
drop(14 - 1); add(12)
e.removeAllListeners('x'); add(11)
e.setMaxListeners(1); add(1); add(3, 'z'); drop(2, 'z'); add(2, 'z')
e.setMaxListeners(0); add(20, 'w')
e.setMaxListeners(0.5); add(1, 'v'); add(1, 'v')
setImmediate(() => {
  const s = Symbol('sym')
  e.setMaxListeners(2); e.on(s, f).on(s, f).prependListener(s, f).once(s, f)
  console.log(e.listenerCount(s))
})
