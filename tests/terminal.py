"""A terminal, of the kind that programs cannot tell from a real one, in which somebody types answers.

    python3 terminal.py ANSWERS PROGRAM ...

The answers have `|` between them. Prints all that stood in the terminal.
"""

import os, pty, sys
answers = sys.argv[1].split('|')
child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
said = b''
typed = 0
while True:
    try:
        data = os.read(terminal, 4096)
    except OSError:
        break
    if not data:
        break
    said += data
    if said.endswith(b'> ') and typed < len(answers):
        os.write(terminal, (answers[typed] + '\n').encode())
        typed += 1
sys.stdout.buffer.write(said)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
