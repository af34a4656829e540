package io.anabranch.states.service;

/** The ARNs of one account in one region. */
record Arns(String partition, String region, String account) {
    String stateMachine(String name) {
        return arn("stateMachine:" + name);
    }

    String activity(String name) {
        return arn("activity:" + name);
    }

    String execution(String machine, String name) {
        return arn("execution:" + machine + ":" + name);
    }

    /** @param run the part that tells executions of the same name apart */
    String expressExecution(String machine, String name, String run) {
        return arn("express:" + machine + ":" + name + ":" + run);
    }

    String mapRun(String machine, String label, String run) {
        return arn("mapRun:" + machine + "/" + label + ":" + run);
    }

    /** A role that nobody checks. */
    String role(String name) {
        return "arn:" + partition + ":iam::" + account + ":role/" + name;
    }

    private String arn(String resource) {
        return "arn:" + partition + ":states:" + region + ":" + account + ":" + resource;
    }
}
