'use strict';
// The callbacks of finished and pipeline run in the context they were given in, and
// util.promisify makes of both what stream/promises has.

const { AsyncLocalStorage } = require('async_hooks');
const { PassThrough, Readable, Writable, finished, pipeline } = require('stream');
const { promisify } = require('util');

console.log(promisify(finished) === require('stream/promises').finished, promisify(pipeline) === require('stream/promises').pipeline);
console.log(Object.getOwnPropertyDescriptor(finished, promisify.custom).enumerable);

const storage = new AsyncLocalStorage();
const called = (name) => function (...args) { console.log(name, storage.getStore(), args.map((v) => v?.code), this === undefined || this.constructor.name); };
const turn = () => new Promise((resolve) => setImmediate(resolve));

(async () => {
  const stream = Readable.from(['a']);
  storage.run('finished', () => finished(stream, called('ends')));
  finished(stream, called('ends, outside'));
  storage.run('reading', () => stream.resume());
  await turn();

  const destroyed = new Readable({ read() {} });
  storage.run('finished', () => finished(destroyed, called('destroyed')));
  storage.run('destroying', () => destroyed.destroy());
  await turn();

  const aborted = new Readable({ read() {} });
  const controller = new AbortController();
  storage.run('finished', () => finished(aborted, { signal: controller.signal }, called('aborted')));
  storage.run('aborting', () => controller.abort());
  await turn();

  const web = new WritableStream();
  storage.run('finished', () => finished(web, called('web stream')));
  storage.run('closing', () => web.close());
  await turn();

  const source = new PassThrough();
  const sink = new Writable({ write(chunk, encoding, callback) { callback(); } });
  storage.run('pipeline', () => pipeline(source, sink, called('pipeline')));
  storage.run('ending', () => source.end('x'));
})();
