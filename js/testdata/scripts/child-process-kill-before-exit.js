'use strict';
// Until 'exit' has come a child can be sent signals, although it may have ended.
const { spawn } = require('node:child_process');
const child = spawn('true');
child.on('exit', () => console.log(child.kill(0), child.killed));
child.stdout.on('close', () => {}).resume();
const end = Date.now() + 200; // long enough for it to end, most of the time
while (Date.now() < end);
console.log(child.kill(0), child.kill('SIGTERM'), child.killed);
