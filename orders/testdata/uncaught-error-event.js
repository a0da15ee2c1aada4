'use strict';
// A socket without an 'error' listener: the program dies with exit code 1 (child process).
const { net, log, closedPort } = require('./record.js');

const { spawn } = require('node:child_process');

if (process.argv[2] === 'child') {
  const client = net.connect(+process.argv[3], '127.0.0.1');
  client.on('close', () => log('client', 'close'));
  process.on('exit', (code) => log('client', `exit ${code}`));
} else {
  closedPort((port) => {
    const p = spawn(process.execPath, [__filename, 'child', port], { stdio: ['ignore', 'inherit', 'pipe'] });
    let err = '';
    p.stderr.on('data', (d) => { err += d; });
    p.on('close', (code) => {
      log('parent', `exit-code ${code}`);
      for (const line of err.split('\n').filter((l) => l && !/^ {4}at|^Node\.js|^node:|^ +throw/.test(l))) log('parent', `stderr ${line.replace(/\d{4,5},/, 'PORT,').replace(/port: \d+/, 'port: PORT')}`);
    });
  });
}
