'use strict';
// Options of zlib that are no numbers, or none that are finite.

const zlib = require('zlib');

for (const create of ['createDeflate', 'createGunzip', 'createBrotliCompress', 'createZstdCompress']) {
  for (const name of ['chunkSize', 'level', 'windowBits', 'memLevel', 'strategy', 'flush', 'finishFlush', 'maxOutputLength']) {
    for (const value of [NaN, Infinity, -Infinity, undefined, '1', -2, 100, {}]) {
      try {
        const stream = zlib[create]({ [name]: value });
        console.log(create, name, value, stream._level, stream._strategy, stream._chunkSize, stream._defaultFlushFlag, stream._finishFlushFlag);
      } catch (error) {
        console.log(create, name, value, error.name, error.code, error.message);
      }
    }
  }
}
