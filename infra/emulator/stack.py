"""A deployed stack, seen from outside: upload to it, find the run that an upload started, read what it wrote."""

import re
import json
import time
from urllib.parse import urlparse

import boto3

s3 = boto3.client("s3")
sfn = boto3.client("stepfunctions")
awslambda = boto3.client("lambda")


class Stack:
    def __init__(self, name):
        found = boto3.client("cloudformation").describe_stacks(StackName=name)["Stacks"][0]
        self.outputs = {o["OutputKey"]: o["OutputValue"] for o in found["Outputs"]}
        self.machine = self.outputs["StateMachineArn"]
        self.bucket = self.outputs["InputBucketName"]

    def runs(self):
        pages = sfn.get_paginator("list_executions").paginate(stateMachineArn=self.machine)
        return {e["executionArn"] for page in pages for e in page["executions"]}

    def upload(self, body, key, seconds=120):
        """Puts an object and gives back the run that it starts, once that has ended; None when none starts in time."""
        before = self.runs()
        s3.put_object(Bucket=self.bucket, Key=key, Body=body)
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            started = self.runs() - before
            if started:
                return self.ended(started.pop())
            time.sleep(0.2)
        return None

    def ended(self, run, seconds=300):
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            execution = sfn.describe_execution(executionArn=run)
            if execution["status"] != "RUNNING":
                return execution
            time.sleep(0.3)
        raise SystemExit(f"Cannot wait any longer: {run} still runs after {seconds} s.")


def output_of(execution):
    """The URI that a run writes to, as its input says."""
    output = json.loads(execution["input"])["params"]["output"]
    return output if isinstance(output, str) else output[0]


def objects(uri):
    """What is below a URI: the part of the key behind it, and the bytes."""
    place = urlparse(uri)
    prefix = place.path.strip("/") + "/"
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=place.netloc, Prefix=prefix)
    keys = [o["Key"] for page in pages for o in page.get("Contents", [])]
    return {k[len(prefix) :]: s3.get_object(Bucket=place.netloc, Key=k)["Body"].read() for k in sorted(keys)}


def without_token(name):
    """The name of a part without the token of its run."""
    return re.sub(r"^(part-\d+)-[0-9a-z]{10}\.", r"\1.", name)


def parts(uri):
    """What a reader of the output sees, without the run's token in the names: everything but our own records of the run."""
    seen = {name: body for name, body in objects(uri).items() if not name.startswith("_anabranch/")}
    return {without_token(name): body for name, body in seen.items()}
