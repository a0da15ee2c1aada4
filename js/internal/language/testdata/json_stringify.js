// JSON.stringify: circles, depth, replacers and spaces.
const t=(f)=>{try{const v=f();print(v)}catch(e){print(e.name+': '+e.message)}};
const J=JSON.stringify;
class Foo {constructor(){this.self=this}}
t(()=>J(new Foo)); t(()=>{const a=[];a.push(a);J(a)});
t(()=>{const a={};a.b={c:[1,a]};J(a)});t(()=>{const a={};a.b={c:{d:{e:{f:a}}}};J(a)});t(()=>{const a={};a.b={c:{d:{e:a}}};J(a)});t(()=>{const a={};a.b={c:{d:a}};J(a)});
t(()=>{const a=Object.create(null);a['x y']=a;J({k:[a]})});t(()=>{const a={};a['']=a;J(a)});t(()=>{const a={};a[5]=a;J(a)});
t(()=>{const m=new Map;m.x=[{m}];J(m)});t(()=>{class A{constructor(){this.toJSON=undefined;this.p=new Proxy({a:this},{})}};J(new A)});
t(()=>J({a:[],b:{c:1,d:{},e:[[],[1,{x:1}]]},f:()=>1,u:undefined,s:Symbol()},null,2));t(()=>J([undefined,()=>1,Symbol(),NaN,-0,Infinity,1e21,1e-7,1.5],null,'--'));
t(()=>J({a:1,b:2,c:{a:3,d:4},1:5},['a','c',1,new String('b'),'a',new Number(1)]));t(()=>J({a:1,b:[1,2]},function(k,v){return typeof v=='number'?v+1:Array.isArray(this)?this.length:v},'\t'));
t(()=>J(1n));t(()=>J({a:1n}));t(()=>{BigInt.prototype.toJSON=function(k){return k+this};const r=J({a:1n});delete BigInt.prototype.toJSON;return r});
t(()=>J({a:{toJSON(k){return 'J'+k}},d:new Date(0),n:new Number(3),s:new String('s'),b:new Boolean(false),big:Object('x')}));t(()=>J(Object(1n)));
t(()=>J('\ud800 \u2028 "\\ \b\f\n\r\t\x01 é 😀 \x7f'));t(()=>J(undefined));t(()=>J(()=>1));t(()=>J(Symbol()));t(()=>J(null));
t(()=>J(new Proxy([1,2],{})));t(()=>J(new Proxy({a:1},{})));t(()=>J(new Proxy(function(){},{})));t(()=>J([new Proxy([],{})]));
t(()=>J({'\ud83d':1,'é':2,'a"b':3}));t(()=>J({a:1},null,20));t(()=>J({a:1},null,'éééééééééééé'));t(()=>J({a:1},null,-1));t(()=>J([1],null,new Number(1.9)));t(()=>J([1],null,new String('s')));t(()=>J([1],null,true));t(()=>J([1],null,NaN));
t(()=>J({get a(){throw new Error('x')}}));t(()=>J({toJSON(){throw new Error('y')}}));t(()=>J(new Map([[1,2]])));t(()=>J(new Uint8Array(3)));t(()=>J(new Error('x')));t(()=>J(/x/));t(()=>J([,1]));t(()=>J(Object.create({a:1})));
t(()=>J({a:JSON.rawJSON('1e1000'),b:[JSON.rawJSON('"x"')]}));t(()=>J({a:1},null,Infinity));t(()=>J('x',null,2));t(()=>J({}, null, 2)+J([],null,2)+J([{}],null,2));
t(()=>J({undefined:1},[undefined,null]));t(()=>J({a:{b:1}},()=>undefined));t(()=>J({a:[1]},(k,v)=>k===''?v:k));t(()=>J({a:1},new Proxy(['a'],{})));t(()=>J({a:1,b:2},[]));t(()=>J(new Array(3)));t(()=>J({a:Object(Symbol())}));t(()=>J({length:1,0:2}));t(()=>J(arguments0()));function arguments0(){return arguments}
t(()=>{class Foo2{#x=1;y=2;get z(){return 3}};return J({a:new Foo2})});
t(()=>{let o={a:1,b:2,c:3};return J(o,(k,v)=>{delete o.b;return v})});t(()=>{let a=[1,2,3];return J(a,(k,v)=>{if(k=='0')a.length=2;return v})});t(()=>{let a={x:{toJSON(){delete a.y;a.z=1;return 1}},y:2};return J(a)});
t(()=>JSON.stringify.length+JSON.stringify.name);t(()=>J(Object.defineProperty({a:1},'h',{value:2})));

for(const n of [1000,100000]){for(const k of [[],[(k,v)=>v],[['a','0']]]){let q=0;for(let i=0;i<n;i++)q=n>9999&&k[1]?{}:k.length==1&&Array.isArray(k[0])?{a:q}:[q];try{print(n,JSON.stringify(q,...k).length)}catch(e){print(n,e.message)}}}
