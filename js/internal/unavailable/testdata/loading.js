const http = require('http'), https = require('https');
print(http.METHODS.join(), JSON.stringify(http.STATUS_CODES), http.maxHeaderSize, typeof http.globalAgent, http.globalAgent instanceof http.Agent, https.globalAgent.defaultPort, https.globalAgent.protocol);
class Mine extends http.Agent { constructor(o) { super(o); this.mine = true } } const a = new Mine({ keepAlive: true }); print(a instanceof http.Agent, a.mine, a.keepAlive, a.protocol, a.defaultPort, typeof a.on, a.listenerCount('x'));
print(typeof require('dgram').createSocket, typeof require('http2').connect, Object.getPrototypeOf(Object.create(http.IncomingMessage.prototype)) === http.IncomingMessage.prototype);
