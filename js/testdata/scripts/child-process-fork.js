'use strict';
// A parent and its child exchange messages: in any order between the two.
const cp = require('node:child_process');
const log = (...a) => console.log(process.argv[2] || 'parent', ...a);
if (process.argv[2] === 'child') {
  log('child', process.connected, typeof process.send, typeof process.disconnect, process.channel && process.channel.constructor.name, process.env.NODE_CHANNEL_FD, process.argv.slice(2));
  process.on('message', (m, h) => {
    log('child got', m, h);
    if (m === 'bye') { process.disconnect(); log('child connected', process.connected); return; }
    process.send({ echo: m });
  });
  process.on('disconnect', () => log('child disconnect', process.connected, process.channel));
  process.on('exit', (c) => log('child exit', c));
  process.send('ready');
} else if (process.argv[2] === 'nolisten') {
  log('nolisten', process.connected);
} else if (process.argv[2] === 'sendexit') {
  process.send('last'); process.exit(7);
} else {
  const c = cp.fork(__filename, ['child', 'x']);
  log(c.connected, typeof c.send, c.channel.constructor.name, c.stdio.map(String), c.spawnargs.slice(1).map(s => s.split('/').pop()));
  c.on('spawn', () => log('spawn'));
  c.on('message', (m) => { log('parent got', m); if (m === 'ready') { for (const v of [undefined, Symbol('x')]) try { c.send(v); } catch (e) { log(e.code, e.message); } log(c.send({ a: 1, b: [1, 'é'] })); log(c.send(null)); c.send(5); c.send(true); c.send('str', () => log('sent')); c.send('bye'); } });
  // The channel may be closed before or after the process has ended.
  const disconnected = new Promise((resolve) => c.on('disconnect', () => { console.log('channel disconnect', c.connected); resolve(); }));
  c.on('exit', (...a) => log('exit', a));
  c.on('close', async (...a) => { log('close', a);
    await disconnected;
    try { c.send('x', (e) => log(e.code, e.message)) } catch (e) { log('threw', e.message) }
    c.once('error', (e) => log('err', e.code, e.message)); c.disconnect();
    try { c.send('x', undefined, 5) } catch (e) { log(e.code, e.message) }
    next();
  });
}
function next() {
  const d = cp.fork(__filename, ['nolisten']);
  d.on('exit', (...a) => { log('nolisten exit', a);
    const f = cp.fork(__filename, ['sendexit']);
    f.on('message', (m) => log('msg', m));
    f.on('exit', (...a) => log('sendexit', a)); });
}
