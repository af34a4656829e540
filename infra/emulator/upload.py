"""upload STACK FILE [KEY]: uploads, waits for the run, shows its output."""

import os
import sys

from stack import Stack, output_of, parts

name, file = sys.argv[1:3]
key = sys.argv[3] if len(sys.argv) > 3 else os.path.basename(file)
stack = Stack(name)
with open(file, "rb") as body:
    run = stack.upload(body, key, seconds=60)
if run is None:
    sys.exit(f"No run was started by s3://{stack.bucket}/{key}: was this object uploaded before, or does its key not match?")
print(f"{run['status']}  {run['name']}")
if run["status"] != "SUCCEEDED":
    sys.exit(f"{run.get('error')}: {run.get('cause')}")
for part, content in parts(output_of(run)).items():
    print(f"{len(content):12,}  {output_of(run)}/{part}")
