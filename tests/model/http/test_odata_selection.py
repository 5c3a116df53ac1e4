import pytest

from docreplay.model.http.odata_selection import ODataSelection, selection_of


@pytest.mark.parametrize(
    ("target", "selected", "expanded"),
    [
        ("/photos", None, ""),
        ("/photos?$select=id", "id", ""),
        ("/photos?$select=id,name&$top=4", "id name", ""),
        ("/photos?$top=4&$select= id , name ", "id name", ""),
        ("/photos?%24select=id%2Cname", "id name", ""),
        ("/photos?select=id", "id", ""),
        ("/photos?$SELECT=id", "id", ""),
        ("/photos?$select=owner/name,size", "owner size", ""),
        ("/photos?$select=*", None, ""),
        ("/photos?$select={names}", None, ""),
        ("/photos?$select=", None, ""),
        ("/photos?$expand=owner", None, "owner"),
        ("/photos?$expand=owner($select=id,name),album($expand=photos)", None, "owner album"),
        ("/photos?$select=id&$expand=owner", "id", "owner"),
        ("/photos?$filter=contains(name,'$select=x')", None, ""),
    ],
)
def test_a_target_selects_properties_and_expansions(
    target: str, selected: str | None, expanded: str
) -> None:
    names = None if selected is None else frozenset(selected.split())
    assert selection_of(target) == ODataSelection(names, frozenset(expanded.split()))
