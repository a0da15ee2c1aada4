package main

// keepPrivate has nothing to do: descriptors are not inherited here.
func keepPrivate(int) {}
