"""The checks of `verify`, each a statement that holds or ends the program: runs, updated, begun and overtaken, deleted."""

import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
import time
from urllib.parse import urlparse

import boto3
from stack import Stack, awslambda, objects, output_of, parts, s3, sfn, without_token

HOME = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = next((HOME / "samples").rglob("*.txt"))
KEY = "incoming files/1+1 = 2, 100% größer.txt"


before = time.monotonic()


def holds(statement, truth, seen=""):
    global before
    took, before = time.monotonic() - before, time.monotonic()
    print(("  ok    " if truth else "  FAILS ") + statement + (f" ({took:.1f} s)" if took >= 0.5 else ""))
    if not truth:
        raise SystemExit(f"verify: {statement}: {seen}")


def anabranch(*arguments):
    done = subprocess.run([HOME / "anabranch", *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    holds(f"anabranch {arguments[0]} succeeds", done.returncode == 0, done.stdout + done.stderr)
    return done.stdout


def embedded(input_file):
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out"
        anabranch("run", "word-count", "--input", input_file, "--output", out)
        return {without_token(p.name): p.read_bytes() for p in sorted(out.iterdir()) if p.is_file()}


def event_of(stack, key):
    """The event that S3 sends for an object, again."""
    head = s3.head_object(Bucket=stack.bucket, Key=key)
    event = json.loads((HOME / "events/upload.json").read_text())
    event["detail"]["bucket"]["name"] = stack.bucket
    event["detail"]["object"] = {
        "key": key,
        "size": head["ContentLength"],
        "etag": head["ETag"].strip('"'),
        "sequencer": "00",
    }
    return event


def a_run_is_what_the_embedded_run_is(stack):
    print("== An upload starts a run, and its output is the embedded run's")
    run = stack.upload(SAMPLE.read_bytes(), KEY)
    holds("the upload of a key with spaces, + and % starts a run", run is not None)
    holds("it succeeds", run["status"] == "SUCCEEDED", (run.get("error"), run.get("cause")))
    there = parts(output_of(run))
    holds("it wrote parts", len(there) > 0)
    here = embedded(SAMPLE)
    holds(f"its {len(there)} parts are the embedded run's, byte for byte", there == here, (list(there), list(here)))
    holds("it left a manifest", "_anabranch/manifest.json" in objects(output_of(run)))
    return run


def a_run_by_the_command_line_is_the_same(stack, name, upload):
    print("== The command line starts the same")
    output = output_of(upload).rsplit("/", 1)[0] + "/by-hand"
    of = ("--stack", name)
    anabranch("start", *of, "word-count", "--input", f"s3://{stack.bucket}/{KEY}", "--output", output, "--run-id", "by-hand")
    anabranch("watch", *of, "by-hand")
    holds("its output is the same", parts(output) == parts(output_of(upload)))
    holds("its report knows both stages", "reduce" in anabranch("report", *of, "by-hand"))


def copies_of_an_event_are_one_run(stack):
    print("== An event that comes again starts nothing")
    before = stack.runs()
    event = json.dumps(event_of(stack, KEY)).encode()
    for _ in range(5):
        answer = awslambda.invoke(FunctionName=stack.outputs["TriggerFunctionName"], Payload=event)
        holds("the trigger takes the copy", "FunctionError" not in answer, answer["Payload"].read())
    holds("the same upload again starts no run", stack.upload(SAMPLE.read_bytes(), KEY, seconds=20) is None)
    holds("there is one run", stack.runs() == before)


def a_failing_run_shows_nothing(stack):
    print("== A failing run shows nothing and names its error")
    key = "incoming files/cut off.txt.gz"
    run = stack.upload(gzip.compress(SAMPLE.read_bytes())[:-20], key)
    holds("the upload starts a run", run is not None)
    holds("it fails", run["status"] == "FAILED", run["status"])
    said = f"{run.get('error')} {run.get('cause')}"
    holds("it names the object", key in said, said)
    holds("nothing of it is visible", parts(output_of(run)) == {}, list(parts(output_of(run))))
    holds("it keeps nothing but what a redrive needs", objects(output_of(run)) == {}, list(objects(output_of(run))))


def runs(stack, name):
    upload = a_run_is_what_the_embedded_run_is(stack)
    a_run_by_the_command_line_is_the_same(stack, name, upload)
    copies_of_an_event_are_one_run(stack)
    a_failing_run_shows_nothing(stack)


def updated(stack, light, large):
    sizes = {}
    for function in awslambda.get_paginator("list_functions").paginate().build_full_result()["Functions"]:
        sizes[function["FunctionName"].split("-")[-2]] = function
    live = awslambda.get_function_configuration(FunctionName=sizes["PlanFunction"]["FunctionName"], Qualifier="live")
    holds("the alias has the new memory", live["MemorySize"] == light, live["MemorySize"])
    live = awslambda.get_function_configuration(FunctionName=sizes["MapFunction"]["FunctionName"], Qualifier="live")
    holds("the map function's has, too", live["MemorySize"] == large, live["MemorySize"])
    run = stack.upload(SAMPLE.read_bytes() + b"\nonce more\n", KEY)
    holds("an upload starts a run that succeeds", run is not None and run["status"] == "SUCCEEDED", run)


def start(stack, execution):
    work = {
        "pipeline": "word-count",
        "params": {"input": [f"s3://{stack.bucket}/{KEY}"], "output": [stack.outputs["OutputUri"] + "/overtaken"]},
        "runId": "overtaken",
        "options": {"splitBytes": 250000},
    }
    return sfn.start_execution(stateMachineArn=stack.machine, name=execution, input=json.dumps(work))["executionArn"]


def overtaken_arn(stack):
    return stack.machine.replace(":stateMachine:", ":execution:") + ":overtaken"


def entered(run):
    """The states that a run has come to."""
    events = sfn.get_execution_history(executionArn=run, maxResults=100)["events"]
    return [event.get("stateEnteredEventDetails", {}).get("name") for event in events]


def release(stack):
    """The object that the run waits for."""
    work = urlparse(stack.outputs["WorkUri"])
    return {"Bucket": work.netloc, "Key": "release"}


def begun(stack):
    definition = json.loads(sfn.describe_state_machine(stateMachineArn=stack.machine)["definition"])
    definition["States"]["Map"]["Next"] = "Held"
    definition["States"]["Held"] = {
        "Type": "Task",
        "Resource": "arn:aws:states:::aws-sdk:s3:headObject",
        "Parameters": release(stack),
        "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 1, "BackoffRate": 1, "MaxAttempts": 100000}],
        "ResultPath": None,
        "Next": "Barrier",
    }
    sfn.update_state_machine(stateMachineArn=stack.machine, definition=json.dumps(definition))
    run = start(stack, "overtaken")
    limit = time.monotonic() + 120
    while "Held" not in entered(run) and time.monotonic() < limit:
        time.sleep(0.2)
    holds("a run has its map tasks behind it, and is held", "Held" in entered(run), entered(run))


def overtaken(stack):
    status = sfn.describe_execution(executionArn=overtaken_arn(stack))["status"]
    holds("it is still running", status == "RUNNING", status)
    called = sfn.describe_state_machine(stateMachineArn=stack.machine)["definition"]
    holds("runs that begin now are of another definition", "Held" not in called)
    s3.put_object(**release(stack), Body=b"")
    run = stack.ended(overtaken_arn(stack))
    said = f"{run.get('error')} {run.get('cause')}"
    holds("it ends right, on the code that it began with", run["status"] == "SUCCEEDED", said)
    there = parts(stack.outputs["OutputUri"] + "/overtaken")
    with tempfile.TemporaryDirectory() as folder:
        text = pathlib.Path(folder) / "text.txt"
        text.write_bytes(s3.get_object(Bucket=stack.bucket, Key=KEY)["Body"].read())
        here = embedded(text)
    holds("its parts are the embedded run's, byte for byte", there == here, (list(there), list(here)))
    again = stack.ended(start(stack, "overtaken-r2"))
    said = f"{again.get('error')} {again.get('cause')}"
    holds("taken up by what is deployed now, it is refused", again["status"] == "FAILED" and "now" in said, said)
    holds("as code that has changed", "it was begun with code" in said and "--accept-code-change" in said, said)
    holds("its output is what it was", parts(stack.outputs["OutputUri"] + "/overtaken") == there)


def deleted():
    holds("no function is left", not awslambda.list_functions()["Functions"])
    holds("no state machine is left", not sfn.list_state_machines()["stateMachines"])
    holds("no rule is left", not boto3.client("events").list_rules()["Rules"])


if sys.argv[2] == "deleted":
    deleted()
elif sys.argv[2] in ("begun", "overtaken"):
    {"begun": begun, "overtaken": overtaken}[sys.argv[2]](Stack(sys.argv[1]))
elif sys.argv[2] == "updated":
    updated(Stack(sys.argv[1]), *(int(argument.split("=")[1]) for argument in sys.argv[3:]))
else:
    runs(Stack(sys.argv[1]), sys.argv[1])
