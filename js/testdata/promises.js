'use strict';
// net.promises and for await over a server, which Node 26 documents for its next release.

const net = require('net');

(async()=>{
  const server=await net.promises.listen({port:0,host:'127.0.0.1'});
  console.log('listening',server.listening,require('net/promises')===net.promises,require('node:net/promises')===net.promises,Object.keys(net).includes('promises'));
  const port=server.address().port;
  (async()=>{for(let i=0;i<2;i++){const s=await net.promises.connect(port,'127.0.0.1');s.end('hello '+i);await new Promise(r=>s.resume().on('close',r));}})();
  let n=0;
  for await(const s of server){s.setEncoding('utf8');let t='';for await(const c of s)t+=c;console.log(t);if(++n===2)break;}
  console.log('after',server.listening);
  await net.promises.connect(port,'127.0.0.1').catch(e=>console.log(e.code));
  await net.promises.connect({port:-1}).catch(e=>console.log(e.code));
  const c=new AbortController();c.abort();
  await net.promises.connect({port,host:'127.0.0.1',signal:c.signal}).catch(e=>console.log(e.name,e.code));
  const a=await net.promises.listen({port:0,host:'127.0.0.1'});
  await net.promises.listen({port:a.address().port,host:'127.0.0.1'}).catch(e=>console.log(e.code));
  await net.promises.listen({port:0,signal:c.signal}).catch(e=>console.log(e.name,e.code));
  await net.promises.listen({}).catch(e=>console.log(e.code));
  setTimeout(()=>a.close(),10);
  for await(const s of a);
  console.log('ended');
  const p=await net.promises.listen({path:require('path').join(require('os').tmpdir(),`nn-${process.pid}-promises`)});
  const q=await net.promises.connect(p.address());console.log(q.readyState);q.destroy();p.close();
})();
