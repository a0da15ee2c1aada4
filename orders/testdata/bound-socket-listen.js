'use strict';
// net.BoundSocket for a server: listening at once.
const { net, watch, log, call, cb, props, errText } = require('./record.js');

const bound = new net.BoundSocket({ host: '127.0.0.1' });
const { port } = bound.address();
const server = watch(net.createServer((accepted) => { watch(accepted, 'accepted'); server.close(); }), 'server');
log('server', 'call-listen');
server.listen(bound, cb(server, 'listen-callback'));
props(server, 'listening');
server.once('listening', () => {
  log('server', `same-port ${server.address().port === port}`);
  const client = watch(net.connect(port, '127.0.0.1'), 'client');
  client.once('ready', () => call(client, 'end', 'x'));
});
try { server.listen(bound); } catch (e) { log('server', `second-listen-threw ${errText(e)}`); }
try { net.createServer().listen(bound); } catch (e) { log('server', `other-listen-threw ${errText(e)}`); }
