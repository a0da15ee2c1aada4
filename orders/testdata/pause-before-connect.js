'use strict';
// pause() before connect with a 'data' listener: no data until resume().
const { net, watch, call, props, serve, quiet } = require('./record.js');

const server = serve({}, (accepted) => {
  call(accepted, 'end', 'hello');
}, (address) => {
  const client = new net.Socket();
  call(watch(client, 'client'), 'pause');
  client.connect(address);
  client.once('ready', () => quiet(60, client).then(() => {
    props(client, 'readableLength', 'readyState');
    call(client, 'resume');
  }));
});
