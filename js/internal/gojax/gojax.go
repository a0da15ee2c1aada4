// Package gojax is the one place that knows how goja is made inside: what kind of
// object something is, the memory behind a view, the units of a string, whether
// promises have jobs waiting, where goja's compiler is wrong, how it words its
// errors and writes its stacks. Every other package asks here, and stays with what
// goja documents.
//
// goja has no versions, and a program that embeds nodenet decides which commit of
// it is compiled in. So nothing here trusts that goja is as it was: a private field
// is used only when its struct still has it with the type that is wanted, which is
// found out once for each of goja's types. Where it has not, each function says
// what it does instead; none reads memory that it does not know.
//
// Each assumption has a test here that says, when it fails after an update of goja,
// what has changed, what that was used for, and what to do. Run these tests first.
//
// Only this package imports unsafe or reflect; a test sees to it.
package gojax
