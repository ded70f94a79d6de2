"""A phone's screens: stored and simulated trees, a server that speaks adb's protocol, and the command on both."""
