'use strict';
// Constructors of old: util.inherits and Socket.call(this).

const net = require('net');
const util = require('util');

function Client(options) {
  if (!(this instanceof Client)) return new Client(options);
  net.Socket.call(this, options);
  this.greeted = false;
}
util.inherits(Client, net.Socket);
Client.prototype.greet = function(name, callback) {
  this.greeted = true;
  this.end(`hello ${name}`, callback);
};

function Server(listener) {
  net.Server.call(this, listener);
}
util.inherits(Server, net.Server);
Server.prototype.start = function(callback) {
  return this.listen(0, '127.0.0.1', callback);
};

console.log(Client.super_ === net.Socket, Object.getPrototypeOf(Client.prototype) === net.Socket.prototype);
const server = new Server((accepted) => {
  accepted.setEncoding('utf8').on('data', (text) => console.log('server got', text));
});
console.log(server.start(() => {
  const client = Client();
  console.log(client instanceof net.Socket, client instanceof Client, client.constructor.name);
  client.connect(server.address().port, '127.0.0.1');
  client.greet('server', () => console.log('client greeted', client.greeted));
  client.resume().on('close', () => server.close());
}) === server);
// in any order between server and client
