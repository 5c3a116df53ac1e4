"""What machine translation destroys is found, and restored where that is certain."""

import pytest

from docreplay.model.finding import Severity
from tests.drift.pairs import drifted, fixed, shown

_JSON = '\n```json\n{"displayName": "x", "role": "y", "state": 1}\n```\n'
_HEADERS = "|Name|Description|\n|:--|:--|\n|Authorization|x|\n|{}|The y.|\n"
_ROWS = "|Property|Description|\n|:--|:--|\n{}|id|The id.|\n"
_LABEL = "\n[file picker]: /docs/picker\n"


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        # bold and italic names that the page's JSON has
        (
            f"The **role** is set.\n{_JSON}",
            f"La **función** está establecida.\n{_JSON}",
            "1:6 name-changed: role → función",
        ),
        (
            f"The *state* is set.\n{_JSON}",
            f"Le *statut* est défini.\n{_JSON}",
            "1:5 name-changed: state → statut",
        ),
        (
            f"The __role__ is set.\n{_JSON}",
            f"__Роль__ задана.\n{_JSON}",
            "1:3 name-changed: role → Роль",
        ),
        (
            f"Set **role**. See **displayName** too.\n{_JSON}",
            f"设置**角色**。 另请参阅**显示名称**。\n{_JSON}",
            "1:5 name-changed: role → 角色\n1:17 name-changed: displayName → 显示名称",
        ),
        (
            f"The **displayName** is set.\n{_JSON}",
            f"**DisplayName** ist gesetzt.\n{_JSON}",
            "1:3 name-changed: displayName → DisplayName",
        ),
        # bare names, in sentences and headings
        (
            "## Update plannerPlan\n\nText.\n",
            "## Planungsplan aktualisieren\n\nTexte.\n",
            "1:4 name-changed: plannerPlan → Planungsplan aktualisieren",
        ),
        (
            "## List all driveItems\n\nText.\n",
            "## Lister tous les éléments de lecteur\n\nTexte.\n",
            "1:4 name-changed: driveItems → Lister tous les éléments de lecteur",
        ),
        (
            "Pass the user_id here. Then wait.",
            "Transmettez l'ID ici. Puis attendez.",
            "1:1 name-changed: user_id → Transmettez l'ID ici.",
        ),
        (
            "Wait. It sends an If-None-Match header.",
            "Esperar. Envía un encabezado Si-Ninguna-Coincide.",
            "1:10 name-changed: If-None-Match → Envía un encabezado Si-Ninguna-Coincide.",
        ),
        (
            "Call GET /users for it.",
            "Rufen Sie dafür HOLEN /Benutzer auf.",
            "1:1 name-changed: GET /users → Rufen Sie dafür HOLEN /Benutzer auf.",
        ),
        # links to a resource
        (
            "|Use|Type|\n|:--|:--|\n|a b|[event](../resources/event.md) collection|\n",
            "|Use|Typ|\n|:--|:--|\n|a b|[Ereignis](../resources/event.md)-Sammlung|\n",
            "3:7 name-changed: event → Ereignis",
        ),
        # headers with their values
        (
            _HEADERS.format("Prefer: odata.maxpagesize={x}"),
            _HEADERS.format("Bevorzugen: odata.maxpagesize={x}"),
            "4:2 identifier-cell-changed: Prefer → Bevorzugen",
        ),
        (
            _HEADERS.format("Content-Type: application/json"),
            _HEADERS.format("Tipo de contenido: application/json"),
            "4:2 identifier-cell-changed: Content-Type → Tipo de contenido",
        ),
        (
            _HEADERS.format("**Prefer: outlook.timezone**"),
            _HEADERS.format("**首选：outlook.timezone**"),
            "4:2 identifier-cell-changed: **Prefer: outlook.timezone**"
            " → **首选：outlook.timezone**",
        ),
        (
            _HEADERS.format("If-None-Match: etag"),
            _HEADERS.format("Если нет совпадения: etag"),
            "4:2 identifier-cell-changed: If-None-Match → Если нет совпадения",
        ),
        # reference links and footnotes
        (
            f"See the [file picker][] now.\n{_LABEL}",
            f"Voir le [sélecteur][] maintenant.\n{_LABEL}",
            "1:9 label-undefined: [file picker] → [sélecteur][]",
        ),
        (
            f"See the [picker][file picker] now.\n{_LABEL}",
            f"请参阅[选取器][文件选取器]。\n{_LABEL}",
            "1:4 label-undefined: [file picker] → [选取器][文件选取器]",
        ),
        (
            f"See the [file picker] now.\n{_LABEL}",
            f"См. [выбор файла] сейчас.\n{_LABEL}",
            "1:5 label-undefined: [file picker] → [выбор файла]",
        ),
        (
            f"See the [file picker][] now.\n{_LABEL}",
            "Siehe [file picker][] jetzt.\n\n[Dateiauswahl]: /docs/picker\n",
            "3:2 label-undefined: file picker → Dateiauswahl",
        ),
        (
            "It is so.[^note]\n\n[^note]: Or not.\n",
            "Das ist so.[^Notiz]\n\n[^note]: Oder nicht.\n",
            "1:12 label-undefined: [^note] → [^Notiz]",
        ),
        # ids of headings
        (
            "## What is it? {#what}\n\nText.\n",
            "## 何ですか {#何}\n\nテキスト。\n",
            "1:11 heading-anchor-changed: what → 何",
        ),
        (
            "## What is it? {#what-is}\n\nText.\n",
            "## Qu'est-ce? {# what-is}\n\nTexte.\n",
            None,
        ),
        (
            "## What is it? {#what}\n\nText.\n",
            "## Was ist das?\n\nTexte.\n",
            "1:16 heading-anchor-changed: {#what} → ",
        ),
        # shortcodes, macros, tags
        (
            'See {{< ref "setup.md" >}} now.',
            'Siehe {{< ref "einrichtung.md" >}} jetzt.',
            '1:7 shortcode-changed: {{< ref "setup.md" >}} → {{< ref "einrichtung.md" >}}',
        ),
        (
            'Set {{HTTPHeader("Accept")}} now.',
            'Задайте {{HTTPHeader("Принять")}} сейчас.',
            '1:9 shortcode-changed: {{HTTPHeader("Accept")}} → {{HTTPHeader("Принять")}}',
        ),
        (
            "{% include note.md %} Then go.",
            "{% incluir note.md %} Luego vaya.",
            "1:1 shortcode-changed: {% include note.md %} → {% incluir note.md %}",
        ),
        (
            '{{< figure src="/a.png" title="The image" >}}',
            '{{< figure src="/b.png" title="Das Bild" >}}',
            '1:1 shortcode-changed: {{< figure src="/a.png" title="The image" >}}'
            ' → {{< figure src="/b.png" title="Das Bild" >}}',
        ),
        # rows that a line break split
        (
            _ROWS.format("|state|The state.|\n"),
            _ROWS.format("|Zustand|Der\nZustand.|\n"),
            "3:2 identifier-cell-changed: state → Zustand\n"
            "3:13 table-shape-changed: one line → two lines",
        ),
        (
            _ROWS.format("|state|The state of it.|\n|role|The role of it.|\n"),
            _ROWS.format("|state|状態\nその。|\n|role|役割\nその。|\n"),
            "3:10 table-shape-changed: one line → two lines\n"
            "5:9 table-shape-changed: one line → two lines",
        ),
        # enumerations
        (
            "Values are `none`, `shift`, `swap`, `open`.",
            "Los valores `none` son , , , `shift` `swap` `open` .",
            "1:24 list-scrambled: Values are `none`, `shift`, `swap`, `open`."
            " → Los valores `none` son , , , `shift` `swap` `open` .",
        ),
        (
            "Values are **none**, **shift**, or **swap**.",
            "可能的值为 **none** **shift** **swap** 、、。",
            "1:35 list-scrambled: Values are **none**, **shift**, or **swap**."
            " → 可能的值为 **none** **shift** **swap** 、、。",
        ),
        (
            "Use [a](a.md), [b](b.md), and [c](c.md) here.",
            "Utilisez [a](a.md) [b](b.md) [c](c.md) ici.",
            "1:19 list-scrambled: Use [a](a.md), [b](b.md), and [c](c.md) here."
            " → Utilisez [a](a.md) [b](b.md) [c](c.md) ici.",
        ),
    ],
)
def test_destroyed_markup_is_found(source: str, target: str, expected: str | None) -> None:
    found = [shown(item) for item in drifted(source, target)]
    assert "\n".join(found) == (expected or "")


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (f"The **role** is.\n{_JSON}", f"La **función** es.\n{_JSON}", f"La **role** es.\n{_JSON}"),
        (f"See [x][file picker].\n{_LABEL}", f"Voir [y][z].\n{_LABEL}", None),
        ("# A\n\n## B c d {#b}\n", "# A\n\n## Be ce de\n", "# A\n\n## Be ce de {#b}\n"),
        (
            _ROWS.format("|state|The state.|\n"),
            _ROWS.format("|Zustand|Der\nZustand.|\n"),
            _ROWS.format("|state|Der Zustand.|\n"),
        ),
        (
            _HEADERS.format("Prefer: outlook.timezone"),
            _HEADERS.format("首选： outlook.timezone"),
            _HEADERS.format("Prefer: outlook.timezone"),
        ),
        ("{{< x a1b >}} is.", "{{< x b2c >}} est.", "{{< x a1b >}} est."),
    ],
)
def test_a_fix_restores_what_is_certain(source: str, target: str, expected: str | None) -> None:
    expected = expected or f"Voir [y][file picker].\n{_LABEL}"
    assert fixed(source, target) == expected


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Select **Save** now.", "Wählen Sie jetzt **Speichern**."),
        (f"Select **Name** now.\n{_JSON}", f"Wählen Sie **Namen** aus.\n{_JSON}"),
        ("Use an iPhone, macOS or iOS.", "Utilisez un appareil Apple."),
        ("All driveItems are here.", "Alle driveItem-Elemente sind hier."),
        ("All plannerPolicies are here.", "Toutes les plannerPolicy sont ici."),
        ("Set `displayName` there.", "Setzen Sie dort `displayName`."),
        (
            f"See the [file picker][] now.\n{_LABEL}",
            "Siehe [Dateiauswahl][] jetzt.\n\n[Dateiauswahl]: /docs/picker\n",
        ),
        ("- [ ] Do it. See [a].\n\n[a]: /b\n", "- [ ] Mach es. Siehe [a].\n\n[a]: /b\n"),
        ("## Usage\n\nText.\n", "## Verwendung {#usage}\n\nTexte.\n"),
        (
            '{{< figure src="/a.png" title="The image" >}} It is so.',
            '{{< figure src="/a.png" title="Das Bild" >}} Es ist so.',
        ),
        ('{{% tab "Linux systems" %}} Run.', '{{% tab "Systèmes Linux" %}} Exécutez.'),
        ("Values are `none`, `shift`, or `swap`.", "Die Werte `none`, `shift` und `swap`."),
        ("Values are `none`, `shift`, or `swap`.", "値は`none`、`shift`、`swap`です。"),
        ("See [this](/docs/a) now.", "Siehe [dies](/de/docs/a) jetzt."),
        ("See [this](https://a.io/en/docs/a) now.", "Siehe [dies](https://a.io/ja/docs/a) jetzt."),
    ],
)
def test_correct_pages_are_not_reported(source: str, target: str) -> None:
    assert not drifted(source, target)


@pytest.mark.parametrize(
    ("target", "at"),
    [
        ("Die Liste. It is used in the portal and can be called at any time.", 12),
        ("La liste. It is used in the portal and can be called at any time.", 11),
        ("これは一覧です。It is used in the portal and can be called at any time.", 9),
        ("Список. It is used in the portal and can be called at any time.", 9),
        ("Die Liste wird it is used in the portal and can be called verwendet.", None),
        ("La lista se utiliza en el portal y puede llamarse en cualquier momento.", 0),
    ],
)
def test_untranslated_english_is_found(target: str, at: int | None) -> None:
    source = "The list. It is used in the portal and can be called at any time."
    rest = "\n\nOther text is here for you.\n\nMore of it.\n"
    more = "\n\nAutre texte ici pour vous.\n\nPlus encore.\n"
    found = drifted(source + rest, target + more)
    if at == 0:
        assert not found
    else:
        assert [item.severity for item in found] == [Severity.WARNING]
        assert at is None or found[0].location.column == at
