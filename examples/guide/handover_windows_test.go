package guide

func serveInherited() {}
