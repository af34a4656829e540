package io.anabranch.states.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.anabranch.states.Entropy;
import io.anabranch.states.clock.Scheduler;
import io.anabranch.states.engine.Machine;
import io.anabranch.states.model.DefinitionParser;
import io.anabranch.states.validate.DefinitionValidator;
import io.anabranch.states.validate.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state machines of the account. */
final class MachineStore {
    /** The most bytes of a definition. */
    private static final int LARGEST_DEFINITION = 1024 * 1024;

    /** A state machine and what its executions run. */
    record Compiled(StateMachine description, Machine machine) {}

    private final Arns arns;
    private final Scheduler scheduler;
    private final Entropy entropy;
    private final DefinitionValidator validator = new DefinitionValidator();
    private final Map<String, Compiled> machines = new LinkedHashMap<>();

    MachineStore(Arns arns, Scheduler scheduler, Entropy entropy) {
        this.arns = arns;
        this.scheduler = scheduler;
        this.entropy = entropy;
    }

    synchronized StateMachine create(String name, String definition, @Nullable String roleArn, StateMachine.Type type) {
        String arn = arns.stateMachine(Names.check(name));
        String role = roleArn == null ? arns.role("states") : roleArn;
        Compiled known = machines.get(arn);
        if (known != null) {
            StateMachine same = known.description();
            if (same.revision().definition().equals(definition)
                    && same.revision().roleArn().equals(role)
                    && same.type() == type) {
                return same;
            }
            throw new ServiceException("StateMachineAlreadyExists", "State Machine Already Exists: '" + arn + "'");
        }
        Instant now = scheduler.now();
        StateMachine made = new StateMachine(
                arn, name, type, now, new StateMachine.Revision(entropy.nextUuid(), definition, role, now));
        machines.put(arn, new Compiled(made, compile(made)));
        return made;
    }

    synchronized StateMachine update(String arn, @Nullable String definition, @Nullable String roleArn) {
        StateMachine old = find(arn).description();
        if (definition == null && roleArn == null) {
            throw new ServiceException(
                    "MissingRequiredParameter",
                    "Either the definition, the role ARN, the LoggingConfiguration, or the"
                            + " TracingConfiguration must be specified");
        }
        StateMachine.Revision revision = new StateMachine.Revision(
                entropy.nextUuid(),
                definition == null ? old.revision().definition() : definition,
                roleArn == null ? old.revision().roleArn() : roleArn,
                scheduler.now());
        StateMachine changed = new StateMachine(arn, old.name(), old.type(), old.creationDate(), revision);
        machines.put(arn, new Compiled(changed, compile(changed)));
        return changed;
    }

    List<Diagnostic> validate(String definition, StateMachine.Type type) {
        return validator.validate(definition, type == StateMachine.Type.EXPRESS);
    }

    private Machine compile(StateMachine machine) {
        String definition = machine.revision().definition();
        if (definition.length() > LARGEST_DEFINITION
                || definition.getBytes(StandardCharsets.UTF_8).length > LARGEST_DEFINITION) {
            throw new ServiceException(
                    "ValidationException",
                    "1 validation error detected: Value at 'definition' failed to satisfy constraint: Member must have"
                            + " length less than or equal to " + LARGEST_DEFINITION);
        }
        List<Diagnostic> errors = validate(definition, machine.type()).stream()
                .filter(problem -> problem.severity() == Diagnostic.Severity.ERROR)
                .toList();
        if (!errors.isEmpty()) {
            throw new ServiceException("InvalidDefinition", DefinitionValidator.invalidDefinitionMessage(errors));
        }
        try {
            return new Machine(
                    machine.arn(),
                    machine.name(),
                    machine.revision().roleArn(),
                    machine.type() == StateMachine.Type.EXPRESS,
                    DefinitionParser.parse(Json.read(definition)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new ServiceException(
                    "InvalidDefinition", "Invalid State Machine Definition: '" + e.getMessage() + "'");
        }
    }

    synchronized Compiled find(String arn) {
        Compiled entry = machines.get(arn);
        if (entry == null) {
            if (!arn.startsWith("arn:")) {
                throw new ServiceException("InvalidArn", "Invalid Arn: 'Invalid ARN prefix: " + arn + "'");
            }
            throw new ServiceException("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
        }
        return entry;
    }

    synchronized void delete(String arn) {
        machines.remove(arn);
    }

    synchronized List<StateMachine> all() {
        List<StateMachine> list = new ArrayList<>();
        machines.values().forEach(entry -> list.add(entry.description()));
        return list;
    }
}
