package io.anabranch.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever users can write against says what it means. That the comments are well formed and refer to what exists is the compiler's
 * to check (doclint); that each parameter has a tag of its own is not asked for, except of the components of a record.
 */
final class ApiCommentsTest {
    @Test
    void everyMemberOfTheApiSaysWhatItMeans() throws IOException {
        assertThat(silent("functions/api")).isEmpty();
    }

    @Test
    void everyMemberOfTheTestKitSaysWhatItMeans() throws IOException {
        assertThat(silent("orchestration/testkit")).isEmpty();
    }

    private static List<String> silent(String module) throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(Path.of("../..", module, "src/main/java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .filter(file -> !file.getParent().endsWith("internal"))
                    .sorted()
                    .toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(sources));
            Members members = new Members(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                members.scan(unit, null);
            }
            assertThat(members.seen).as("members seen").isPositive();
            return members.silent;
        }
    }

    private static final class Members extends TreePathScanner<Void, Void> {
        private final DocTrees trees;
        private final List<String> silent = new ArrayList<>();
        private int seen;

        Members(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, Void none) {
            if (!isOpen(type.getModifiers())) {
                return null;
            }
            String comment = judge(type.getSimpleName().toString());
            if (type.getKind() == Tree.Kind.RECORD) {
                for (Tree member : type.getMembers()) {
                    if (member instanceof VariableTree component && isComponent(component)) {
                        if (!comment.contains("@param " + component.getName() + " ")) {
                            silent.add(place(type.getSimpleName() + ", component " + component.getName()));
                        }
                    }
                }
            }
            return super.visitClass(type, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, Void none) {
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(one -> one.getAnnotationType().toString().equals("Override"));
            // What a constructor that only checks is given, the record's own comment says.
            boolean constructorOfRecord =
                    method.getReturnType() == null && enclosing().getKind() == Tree.Kind.RECORD;
            if (isOpen(method.getModifiers()) && !overrides && !constructorOfRecord && !isGenerated(method)) {
                judge(method.getName().toString());
            }
            return null;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree field, Void none) {
            boolean component = enclosing().getKind() == Tree.Kind.RECORD && isComponent(field);
            if (!component && isOpen(field.getModifiers())) {
                judge(field.getName().toString());
            }
            return null;
        }

        /** The constructor of a class that has none has no place of its own. */
        private boolean isGenerated(MethodTree method) {
            return trees.getSourcePositions().getEndPosition(getCurrentPath().getCompilationUnit(), method) < 0;
        }

        private static boolean isComponent(VariableTree field) {
            return !field.getModifiers().getFlags().contains(Modifier.STATIC);
        }

        private ClassTree enclosing() {
            TreePath above = getCurrentPath().getParentPath();
            while (!(above.getLeaf() instanceof ClassTree)) {
                above = above.getParentPath();
            }
            return (ClassTree) above.getLeaf();
        }

        private boolean isOpen(ModifiersTree modifiers) {
            return modifiers.getFlags().contains(Modifier.PUBLIC)
                    || modifiers.getFlags().contains(Modifier.PROTECTED)
                    || (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree above
                            && above.getKind() == Tree.Kind.INTERFACE);
        }

        private String judge(String name) {
            seen++;
            String comment = trees.getDocComment(getCurrentPath());
            if (comment == null) {
                silent.add(place(name));
            }
            return comment == null ? "" : comment;
        }

        private String place(String name) {
            CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
            long at = trees.getSourcePositions()
                    .getStartPosition(unit, getCurrentPath().getLeaf());
            return unit.getSourceFile().getName() + ":" + unit.getLineMap().getLineNumber(at) + ": " + name;
        }
    }
}
