'use strict';
// What stream/consumers and Readable.from say of what cannot be gone through.

const { Readable } = require('stream');
const consumers = require('stream/consumers');

(async () => {
  for (const name of ['arrayBuffer', 'blob', 'buffer', 'bytes', 'text', 'json']) {
    await consumers[name](5).catch((error) => console.log(name, error.name, error.message));
  }
  await Readable.from([1]).flatMap(() => 5).toArray().catch((error) => console.log(error.name, error.message));
  try {
    Readable.from({ [Symbol.iterator]: 5 });
  } catch (error) {
    console.log(error.name, error.message);
  }
})();
