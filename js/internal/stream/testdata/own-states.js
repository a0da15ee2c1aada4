// A stream class of a package's own, as readable-stream has them.
const Stream = require('stream');
function Own() {
  this._readableState = { mine: 1 };
  this._writableState = { mine: 2 };
  Stream.call(this);
}
Object.setPrototypeOf(Own.prototype, Stream.prototype);
const own = new Own();
print(JSON.stringify([own._readableState, own._writableState, Object.keys(own).slice(0, 2)]));
own.on('x', (v) => print('x', v));
own.emit('x', 5);
const ours = new Stream.Duplex();
print(typeof ours._readableState, typeof ours._writableState, new Stream.Readable()._writableState, typeof new Stream()._readableState);
