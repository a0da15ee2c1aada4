// stream.finished of what looks like a request of HTTP, but is no stream of today.
const EventEmitter = require('events');
const { finished, Readable, PassThrough } = require('stream');
const log = console.log;

function request(more) {
  return Object.assign(new EventEmitter(), { setHeader() {}, abort() {}, pipe() {}, write() {}, end() {}, writable: true }, more);
}
for (const [name, more] of Object.entries({
  plain: {}, made: { req: new EventEmitter() }, 'no abort': { abort: 5 }, 'of today': { _writableState: {} }, closes: { destroyed: false, autoDestroy: true },
})) {
  const stream = request(more);
  const stop = finished(stream, (err) => log(name, err));
  log(name, stream.eventNames(), more.req?.eventNames());
  stop();
  log(name, stream.eventNames(), more.req?.eventNames());
}
for (const event of ['complete', 'abort', 'request', 'finish', 'end', 'close', 'aborted']) {
  const stream = request();
  const stop = finished(stream, (err) => log(event, err?.code));
  stream.req = new EventEmitter();
  stream.emit(event);
  log(event, stream.req.eventNames());
  stream.writable = false;
  stream.emit('complete');
  stream.req.emit('finish');
  stop();
  log(event, stream.req.eventNames());
}

const paused = (stream) => [stream._readableState.paused, stream.isPaused(), stream.readableFlowing];
const readable = new Readable({ read() {} });
log(paused(readable));
readable.on('data', () => {});
log(paused(readable), paused(readable.pause()), paused(readable.resume()));
const piped = new Readable({ read() {} });
piped.pipe(new PassThrough());
log(paused(piped), paused(piped.unpipe()));
