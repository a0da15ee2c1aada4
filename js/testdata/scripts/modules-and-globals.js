'use strict';
// What a script finds around it: module, exports, __filename, require of files and JSON, globals.

const path = require('path');

console.log(path.basename(__filename), path.basename(__dirname), module.id, require.main === module, module.exports === exports);
console.log(this === module.exports, typeof globalThis, global === globalThis, typeof process.pid, process.argv.length);
const part = require('./lib/part');
console.log(part.name, part.twice(21), require('./lib/part.js') === part, require('./lib/data.json').list.join());
console.log(Object.keys(require.cache).map((file) => path.basename(file)).join(), typeof require.resolve);
for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'queueMicrotask', 'structuredClone', 'Buffer', 'URL', 'URLSearchParams',
                    'TextEncoder', 'TextDecoder', 'AbortController', 'AbortSignal', 'Event', 'EventTarget', 'performance', 'console', 'process']) {
  console.log(name, typeof globalThis[name]);
}
console.log(process.platform, process.version.startsWith('v26.'), process.versions.node.startsWith('26.'), typeof process.hrtime.bigint());
console.log(typeof process.memoryUsage().heapUsed, typeof process.uptime(), typeof process.cwd(), process.env.NO_COLOR);
try {
  require('./lib/missing');
} catch (error) {
  console.log(error.code, error.message.split('\n')[0].replace(/'.*'/, 'NAME'));
}
