"""Runs a command whose output is a terminal: on_terminal.py COMMAND"""
import pty
import sys

pty.spawn(sys.argv[1:])
