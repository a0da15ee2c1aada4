'use strict';
// EventEmitter.init makes an emitter of an object, and ports check what they are told as emitters do.

const EventEmitter = require('events');

class Late {
  constructor(options) { EventEmitter.init.call(this, options); }
}
Object.setPrototypeOf(Late.prototype, EventEmitter.prototype);
const late = new Late({ captureRejections: true });
late.on('error', (error) => console.log('captured', error.message)).on('x', async () => { throw new Error('late'); });
console.log(EventEmitter.init.length, late.emit('x'), late.eventNames());
try {
  new Late({ captureRejections: 1 });
} catch (error) {
  console.log(error.code, error.message);
}

const { port1 } = new MessageChannel();
for (const value of [-1, NaN, '5', undefined, 0, 3]) {
  try {
    port1.setMaxListeners(value);
    console.log(port1.getMaxListeners());
  } catch (error) {
    console.log(error.code, error.message);
  }
}
port1.close();
