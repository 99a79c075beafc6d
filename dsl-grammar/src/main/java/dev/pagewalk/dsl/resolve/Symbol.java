package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.ProcessItem;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.Stmt;
import dev.pagewalk.dsl.syntax.SyntaxPart;

/** What a name stands for. Two symbols are the same thing if they are the same object. */
public sealed interface Symbol {
  /** The name where it is declared. */
  Name declared();

  /** Its type as a value. */
  Type type();

  /** A constant, or a member of an {@code enum} or {@code flags}: known before anything runs. */
  record Constant(Name declared, Type type, long value) implements Symbol {}

  /** A constant of the machine, such as {@code PAGE_SIZE}: known in each variant, see {@link MachineConstants}. */
  record MachineConstant(Name declared, Type type) implements Symbol {}

  /**
   * A {@code const} made of scenario parameters or machine constants: known in each variant, see
   * {@link Resolution}.
   */
  record VariantConstant(Decl.Const decl, Type type) implements Symbol {
    @Override
    public Name declared() {
      return decl.name();
    }
  }

  /** A parameter of a scenario: constant in each variant. */
  record ScenarioParameter(SyntaxPart.ScenarioParam decl, Type type, long defaultValue) implements Symbol {
    @Override
    public Name declared() {
      return decl.name();
    }
  }

  /** A shared variable or lock ({@code var}, {@code lock}). */
  record Global(Decl.Var decl, Type type) implements Symbol {
    @Override
    public Name declared() {
      return decl.name();
    }
  }

  /**
   * A variable of one thread: {@code declaration} is the {@link Stmt.Let}, {@link Stmt.For}, {@link Stmt.ChooseValue}
   * or {@link SyntaxPart.Param}.
   */
  record Local(Name declared, Type type, Object declaration) implements Symbol {}

  /** A field of a struct; {@code index} counts fields in the order of declaration, from 0. */
  record StructField(Decl.Struct struct, SyntaxPart.FieldDecl decl, Name declared, Type type, int index)
      implements Symbol {}

  /** A part of a page-table entry, such as {@code present}, {@code write}, {@code pfn}; read only. */
  record EntryPart(Name declared, Type type) implements Symbol {}

  /** A property of an actor, such as {@code P.mm} or {@code A.start}. */
  record ActorPart(Name declared, Type type) implements Symbol {}

  /** A function with a declaration, in the library or the user's file. {@code type} is its result. */
  record Function(Decl.Fn decl, java.util.List<Type> parameters, Type type) implements Symbol {
    public Function {
      parameters = java.util.List.copyOf(parameters);
    }

    @Override
    public Name declared() {
      return decl.name();
    }
  }

  /** A condition of rules. {@code type} is that of a truth value. */
  record Condition(Decl.Condition decl, java.util.List<Type> parameters, Type type) implements Symbol {
    public Condition {
      parameters = java.util.List.copyOf(parameters);
    }

    @Override
    public Name declared() {
      return decl.name();
    }
  }

  /** A function of the language itself, see {@link Builtin}. */
  record BuiltinFunction(Name declared, Builtin builtin, Type type) implements Symbol {}

  /** A struct used as a name: only as the argument of {@code alloc}. */
  record StructName(Decl.Struct decl, Type type) implements Symbol {
    @Override
    public Name declared() {
      return decl.name();
    }
  }

  /** The name of an {@code enum} or a {@code flags}, used as a type. */
  record TypeName(Name declared, Type type) implements Symbol {}

  /** A patch, in {@code when}, {@code with}, {@code without} and {@code needs}. */
  record Patch(Decl.Patch decl, Type type) implements Symbol {
    @Override
    public Name declared() {
      return decl.name();
    }
  }

  record Thread(ScenarioItem.Thread decl, Type type) implements Symbol {
    @Override
    public Name declared() {
      return decl.name();
    }
  }

  record Process(ScenarioItem.Process decl, Type type) implements Symbol {
    @Override
    public Name declared() {
      return decl.name();
    }
  }

  record FileObject(ScenarioItem.FileObject decl, Type type) implements Symbol {
    @Override
    public Name declared() {
      return decl.name();
    }
  }

  record Mapping(ScenarioItem.Process process, ProcessItem.Map decl, Type type) implements Symbol {
    /** The words {@code A[p][w]} that a page of a mapping has. */
    public static final int PAGE_WORDS = 4;

    @Override
    public Name declared() {
      return decl.name();
    }
  }

  record Uffd(ScenarioItem.Process process, ProcessItem.Uffd decl, Type type) implements Symbol {
    @Override
    public Name declared() {
      return decl.name();
    }
  }

  /** {@code cpu0}, {@code cpu1}, ...: {@code number} from 0. */
  record Cpu(Name declared, int number, Type type) implements Symbol {}

  /** {@code self}: the running thread's index in its family, from 0. */
  record Self(Name declared, Type type) implements Symbol {}
}
