from tests.bot.cli.shell import Shell
from tests.handlers.workbook.books import district, xlsx


def test_the_template_is_written_and_tried(shell: Shell) -> None:
    file = shell.folder / "名册.xlsx"
    shell.types("init")

    written = shell.types("template", file)
    tried = shell.types("import", file, "--dry-run")

    assert (written.code, tried.code) == (0, 0)
    assert tried.err == "文件: 提示：只有模板的示例行\n"
    assert tried.out.endswith("这是试运行，没有写入。\n")


def test_a_template_never_overwrites_somebodys_work(office: Shell) -> None:
    answer = office.types("template", office.folder / "roster.xlsx")

    assert answer.code == 1
    assert answer.err.endswith("roster.xlsx: is there already\n")


def test_a_second_import_changes_nothing(office: Shell) -> None:
    answer = office.types("import", office.folder / "roster.xlsx")

    assert (answer.code, answer.out) == (0, "没有变化。\n")


def test_errors_are_told_all_at_once_and_nothing_is_imported(office: Shell) -> None:
    sheets = district()
    sheets["人员"][1][1] = ""
    sheets["任务"][1][1] = "gpd"
    file = office.folder / "broken.xlsx"
    file.write_bytes(xlsx(sheets))

    answer = office.types("import", file)

    assert answer.code == 1
    assert answer.out == ""
    assert answer.err.splitlines() == [
        "人员!B2: “姓名”不能空",
        "任务!B2: “指标”表里没有“gpd”；是不是“gdp”？",
        "有 2 处问题，一行也没有导入。",
    ]


def test_a_file_that_is_not_there_is_one_line(office: Shell) -> None:
    answer = office.types("import", "none.xlsx")

    assert (answer.code, answer.err) == (1, "none.xlsx: No such file or directory\n")
