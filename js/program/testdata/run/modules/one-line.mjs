import x from "./values.cjs";import z from"fs";import*as w from"os";import{join}from"path";export{join};export*from"url";export*as u from"url";console.log(typeof x,typeof z,typeof w,typeof join);
