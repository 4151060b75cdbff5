package sitrep.snapshot;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Writes the class that one would write by hand to make records of arrays, and arrays of records. Method handles are
 * as fast, but to adapt those of so many constructors takes a fifth of a second of every start.
 */
final class AccessCode {
    private static final ClassDesc SELF = ClassDesc.of(Access.class.getName() + "Written");
    private static final ClassDesc OBJECT = ConstantDescs.CD_Object;
    private static final MethodTypeDesc MAKE = MethodTypeDesc.of(OBJECT, OBJECT.arrayType());
    private static final MethodTypeDesc TAKE = MethodTypeDesc.of(ConstantDescs.CD_void, OBJECT, OBJECT.arrayType());
    private static final int PRIVATE = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC;

    private final List<Class<?>> types;

    private AccessCode(List<Class<?>> types) {
        this.types = types;
    }

    static Access of(List<Class<?>> types) {
        var code = ClassFile.of().build(SELF, new AccessCode(types)::write);
        try {
            var written = MethodHandles.lookup().defineHiddenClass(code, true).lookupClass();
            return (Access) written.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no way into " + types, e);
        }
    }

    private void write(ClassBuilder out) {
        out.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL)
                .withInterfaceSymbols(described(Access.class))
                .withMethodBody(
                        ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, ClassFile.ACC_PUBLIC, AccessCode::construct)
                .withMethodBody(
                        "make",
                        MAKE.insertParameterTypes(0, ConstantDescs.CD_int),
                        ClassFile.ACC_PUBLIC,
                        code -> choose(
                                code,
                                number -> code.aload(2)
                                        .invokestatic(SELF, "make" + number, MAKE)
                                        .areturn()))
                .withMethodBody(
                        "take",
                        TAKE.insertParameterTypes(0, ConstantDescs.CD_int),
                        ClassFile.ACC_PUBLIC,
                        code -> choose(
                                code,
                                number -> code.aload(2)
                                        .aload(3)
                                        .invokestatic(SELF, "take" + number, TAKE)
                                        .return_()));
        for (var i = 0; i < types.size(); i++) {
            var type = types.get(i);
            out.withMethodBody("make" + i, MAKE, PRIVATE, code -> make(type, code));
            out.withMethodBody("take" + i, TAKE, PRIVATE, code -> take(type, code));
        }
    }

    private static void construct(CodeBuilder code) {
        code.aload(0)
                .invokespecial(OBJECT, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                .return_();
    }

    /** Does what belongs to the type whose number is the first argument. */
    private void choose(CodeBuilder code, IntConsumer each) {
        var cases = IntStream.range(0, types.size())
                .mapToObj(number -> SwitchCase.of(number, code.newLabel()))
                .toList();
        var none = code.newLabel();
        code.iload(1).tableswitch(none, cases);
        for (var one : cases) {
            code.labelBinding(one.target());
            each.accept(one.caseValue());
        }
        code.labelBinding(none).aconst_null().athrow();
    }

    private static void make(Class<?> type, CodeBuilder code) {
        var parts = type.getRecordComponents();
        code.new_(described(type)).dup();
        for (var i = 0; i < parts.length; i++) {
            code.aload(0).loadConstant(i).aaload();
            unbox(parts[i].getType(), code);
        }
        var types = Arrays.stream(parts)
                .map(RecordComponent::getType)
                .map(AccessCode::described)
                .toList();
        code.invokespecial(described(type), ConstantDescs.INIT_NAME, MethodTypeDesc.of(ConstantDescs.CD_void, types))
                .areturn();
    }

    private static void take(Class<?> type, CodeBuilder code) {
        var parts = type.getRecordComponents();
        code.aload(0).checkcast(described(type)).astore(2);
        for (var i = 0; i < parts.length; i++) {
            var part = parts[i].getType();
            code.aload(1)
                    .loadConstant(i)
                    .aload(2)
                    .invokevirtual(described(type), parts[i].getName(), MethodTypeDesc.of(described(part)));
            box(part, code);
            code.aastore();
        }
        code.return_();
    }

    private static void unbox(Class<?> part, CodeBuilder code) {
        code.checkcast(boxed(part));
        if (!part.isPrimitive()) return;
        code.invokevirtual(boxed(part), part.getName() + "Value", MethodTypeDesc.of(described(part)));
    }

    private static void box(Class<?> part, CodeBuilder code) {
        if (!part.isPrimitive()) return;
        code.invokestatic(boxed(part), "valueOf", MethodTypeDesc.of(boxed(part), described(part)));
    }

    private static ClassDesc boxed(Class<?> part) {
        return described(MethodType.methodType(part).wrap().returnType());
    }

    private static ClassDesc described(Class<?> type) {
        return ClassDesc.ofDescriptor(type.descriptorString());
    }
}
