'use strict';
// pause and resume: what isPaused says, that nothing comes while paused.

const net = require('net');

const server = net.createServer((accepted) => {
  accepted.write('one');
  accepted.on('data', (text) => {
    console.log('server got', String(text));
    accepted.end('two');
    setTimeout(() => server.emit('go on'), 40);
  });
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.on('pause', () => console.log('pause event'));
  client.on('resume', () => console.log('resume event'));
  client.once('data', (chunk) => {
    console.log('data', String(chunk), client.isPaused());
    console.log(client.pause() === client, client.isPaused(), client.readableFlowing);
    client.pause();
    let quiet = true;
    client.on('data', (chunk) => console.log('data', String(chunk), quiet ? 'while paused' : 'after resume'));
    client.write('now');
    server.once('go on', () => {
      quiet = false;
      console.log('still paused', client.isPaused(), client.readableEnded);
      console.log(client.resume() === client, client.isPaused(), client.readableFlowing);
    });
  });
  client.on('end', () => console.log('end'));
  client.on('close', () => server.close());
});
