'use strict';
// Every member that Node 26 has, on the module, the classes and fresh objects: what kind it is and how many parameters.

const net = require('net');

const names = {
  net: `
    _createServerHandle _normalizeArgs _TransferredBoundSocket BlockList SocketAddress BoundSocket connect createConnection createServer isIP
    isIPv4 isIPv6 Server Socket Stream getDefaultAutoSelectFamily setDefaultAutoSelectFamily getDefaultAutoSelectFamilyAttemptTimeout
    setDefaultAutoSelectFamilyAttemptTimeout
  `,
  Server: `
    constructor _listen2 listen listening address getConnections close _emitCloseIfDrained _setupWorker ref unref
  `,
  Socket: `
    constructor _unrefTimer _final setTimeout _onTimeout setNoDelay setKeepAlive setTypeOfService getTypeOfService address _connecting pending
    readyState bufferSize _read end resetAndDestroy pause resume read destroySoon _destroy _reset _getpeername bytesRead remoteAddress
    remoteFamily remotePort _getsockname localAddress localPort localFamily _writeGeneric _writev _write _bytesDispatched bytesWritten connect
    ref unref _handle
  `,
  BlockList: `
    isBlockList PRIVATE_RANGES
  `,
  'BlockList.prototype': `
    constructor addAddress addAddresses addRange addSubnet addCIDR addCIDRs removeAddress removeRange removeSubnet removeCIDR check clear toJSON
    fromJSON rules size
  `,
  SocketAddress: `
    isSocketAddress parse
  `,
  'SocketAddress.prototype': `
    constructor address port family flowlabel toJSON
  `,
  BoundSocket: `
    constructor address fd close isPipe
  `,
  server: `
    _events _eventsCount _maxListeners _connections _handle _usingWorkers _workers _unref _listeningId allowHalfOpen pauseOnConnect noDelay
    keepAlive keepAliveInitialDelay highWaterMark
  `,
  socket: `
    connecting _hadError _parent _host _closeAfterHandlingError _events _readableState _writableState allowHalfOpen _maxListeners _eventsCount
    _sockname _pendingData _pendingEncoding server _server
  `,
};
const things = {
  net,
  Server: net.Server.prototype,
  Socket: net.Socket.prototype,
  BlockList: net.BlockList,
  'BlockList.prototype': net.BlockList.prototype,
  SocketAddress: net.SocketAddress,
  'SocketAddress.prototype': net.SocketAddress.prototype,
  BoundSocket: net.BoundSocket.prototype,
  server: net.createServer(),
  socket: new net.Socket(),
};
const instances = {
  Server: things.server,
  Socket: things.socket,
  'BlockList.prototype': new net.BlockList(),
  'SocketAddress.prototype': new net.SocketAddress(),
  BoundSocket: new net.BoundSocket({ host: '127.0.0.1' }),
};
for (const [name, text] of Object.entries(names)) {
  for (const key of text.trim().split(/\s+/)) {
    if (!(key in things[name])) {
      console.log(name, key, 'missing');
      continue;
    }
    const value = (instances[name] || things[name])[key];
    console.log(name, key, value === null ? 'null' : typeof value, typeof value === 'function' ? value.length : '');
  }
}
for (const [name, symbol] of [['Server', 'asyncDispose'], ['Socket', 'asyncDispose'], ['Socket', 'asyncIterator'], ['BoundSocket', 'dispose']]) {
  console.log(name, symbol, typeof things[name][Symbol[symbol]]);
}
instances.BoundSocket.close();
