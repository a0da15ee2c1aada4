'use strict';
// setEnvironmentData: each thread has its own, and starts with a copy of its parent's.
const { Worker, isMainThread, parentPort, setEnvironmentData, getEnvironmentData } = require('worker_threads');
const { log } = console;

if (isMainThread) {
  const [shared, key] = [{ a: 1 }, {}];
  setEnvironmentData('object', shared);
  shared.a = 2;
  setEnvironmentData('both', 'main');
  setEnvironmentData(key, 'of an object');
  setEnvironmentData('1', 'text');
  setEnvironmentData(1, 'number');
  setEnvironmentData('gone', 1);
  setEnvironmentData('gone', undefined);
  log(getEnvironmentData('object') === shared, getEnvironmentData(key), getEnvironmentData({}), getEnvironmentData('1'), getEnvironmentData(1), getEnvironmentData('gone'));
  const worker = new Worker(__filename);
  setEnvironmentData('both', 'main, later');
  worker.on('message', (message) => log('the worker', message));
  worker.on('exit', () => {
    log('main', getEnvironmentData('both'), getEnvironmentData('worker'));
    setEnvironmentData('function', () => {});
    try { new Worker(__filename); } catch (err) { log(err.name, err.message); }
  });
} else if (getEnvironmentData('worker') === undefined) {
  parentPort.postMessage(['object', 'both', '1', 1].map(getEnvironmentData));
  setEnvironmentData('both', 'worker');
  setEnvironmentData('worker', 1);
  new Worker(__filename).on('message', (message) => parentPort.postMessage(['has a worker', ...message]));
} else {
  parentPort.postMessage(['object', 'both', 'worker'].map(getEnvironmentData));
}
