"""Refusals of the organisation tree."""

from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.errors import DomainError, Missing


class UnitMissing(Missing):
    """There is no such unit, or the asker may not see it."""

    sentence = _("Không tìm thấy đơn vị này, hoặc bạn chưa được cấp quyền xem. Hãy kiểm tra lại.")


class KindUnknown(DomainError):
    """The kind is not in the reference data."""

    sentence = _("Chưa có loại hình đơn vị “%(kind)s”. Hãy chọn một loại hình trong danh mục.")
    field = "kind_code"


class UnitUnclear(DomainError):
    """Value: ``name``, which is that of no unit, or of several, at or below the unit that asks."""

    sentence = _("Không rõ “%(name)s” là đơn vị nào. Hãy ghi đúng tên hoặc mã đơn vị trực thuộc.")
    field = "parent"


class UnitNamedAlready(DomainError):
    """A unit of this name stands below the same parent."""

    sentence = _("Đơn vị cấp trên đã có một đơn vị trực thuộc cùng tên này. Hãy kiểm tra lại.")
    field = "name"


class NameEmpty(DomainError):
    """A unit without a name cannot be founded or renamed."""

    sentence = _("Hãy nhập tên đơn vị và tên gọn.")
    field = "name"


class OwnAncestor(DomainError):
    """The change would put a unit below itself."""

    sentence = _(
        "Một đơn vị không thể trực thuộc chính mình hoặc đơn vị cấp dưới của mình. Hãy chọn đơn vị cấp trên khác."
    )
    field = "parent_id"


class ParentClosed(DomainError):
    """The parent does not exist for all the time for which it is named."""

    sentence = _(
        "Đơn vị cấp trên không hoạt động suốt từ ngày %(day)s. Hãy chọn đơn vị còn hoạt động hoặc ngày khác."
    )
    field = "parent_id"


class ParentUnknown(DomainError):
    """A row of a batch names a parent that no other row bears."""

    sentence = _(
        "Không có dòng nào mang khóa “%(key)s” để làm đơn vị cấp trên. Hãy sửa khóa rồi nạp lại."
    )
    field = "parent_id"


class LevelTooHigh(DomainError):
    """A unit may not stand below one of a lower level."""

    sentence = _(
        "Đơn vị %(level)s không thể trực thuộc đơn vị %(parent_level)s. Hãy chọn đơn vị cấp trên hoặc loại hình khác."
    )
    field = "parent_id"


class TwoAtOnce(DomainError):
    """Two names, kinds or parents for the same days."""

    sentence = _(
        "Đơn vị đã có một thay đổi cùng loại từ ngày %(day)s. Mỗi ngày một đơn vị chỉ có một tên, một loại hình, "
        "một đơn vị cấp trên: hãy chọn ngày khác."
    )
    field = "on"


class NotOpen(DomainError):
    """The unit does not exist on the day of the change."""

    sentence = _(
        "Đơn vị “%(name)s” không hoạt động vào ngày %(day)s. Hãy chọn ngày trong thời gian hoạt động."
    )
    field = "on"


class PlannedLater(DomainError):
    """A change that takes effect after the closing day stands in the way."""

    sentence = _(
        "Đơn vị “%(name)s” có thay đổi đã chuẩn bị cho ngày %(day)s trở đi. Hãy chọn ngày kết thúc muộn hơn."
    )
    field = "on"


class OpenWork(DomainError):
    """Work reaches past the closing day and nobody takes it over."""

    sentence = _(
        "Đơn vị “%(name)s” còn %(count)s việc chưa xong sau ngày kết thúc. Hãy hoàn thành, hủy các việc đó, "
        "hoặc chọn đơn vị kế thừa."
    )


class OpenChildren(DomainError):
    """Units below reach past the closing day and nobody takes them over."""

    sentence = _(
        "Đơn vị “%(name)s” còn %(count)s đơn vị trực thuộc. Hãy chuyển hoặc kết thúc các đơn vị đó trước, "
        "hoặc chọn đơn vị tiếp nhận."
    )


class HeirNotOpen(DomainError):
    """An heir must exist on the day and may not be one of those that end."""

    sentence = _(
        "Đơn vị kế thừa phải đang hoạt động vào ngày %(day)s và không thuộc các đơn vị kết thúc. "
        "Hãy chọn đơn vị khác."
    )


class KeeperNotHeir(DomainError):
    """The keeper must be one of the heirs."""

    sentence = _("Đơn vị giữ hồ sơ phải là một trong các đơn vị kế thừa. Hãy chọn lại.")
    field = "keeper_id"


class TooFewUnits(DomainError):
    """A merger needs a unit to merge, a split at least two heirs."""

    sentence = _("Hãy chọn ít nhất %(count)s đơn vị.")


class WouldBeClosed(DomainError):
    """Work would reach past the closing day of a unit that nobody follows."""

    sentence = _(
        "Đơn vị kết thúc hoạt động ngày %(day)s và chưa có đơn vị kế thừa. Hãy chọn thời gian trước ngày đó."
    )


class SameFamily(DomainError):
    """Counterparts belong to different families."""

    sentence = _("Đơn vị song hành phải thuộc tổ chức khác (Đoàn, Hội, Đội). Hãy chọn đơn vị khác.")


class AliasTaken(DomainError):
    """The unit bears this alias already."""

    sentence = _("Đơn vị đã có tên gọi này. Không cần thêm nữa.")


class FileRefused(DomainError):
    """A file of kinds or settings says something that cannot be; nothing was loaded."""

    sentence = _(
        "Tệp %(file)s, %(where)s: %(reason)s. Hãy sửa tệp rồi nạp lại; chưa có gì được ghi."
    )


class InstanceElsewhere(DomainError):
    """This installation already serves another root unit."""

    sentence = _(
        "Hệ thống này đã phục vụ đơn vị khác. Hãy cài đặt một hệ thống mới cho đơn vị này."
    )


class BeginningUnknown(Missing):
    """The link does not start this installation, or it stands already."""

    sentence = _(
        "Đường dẫn thiết lập không đúng hoặc cổng đã được thiết lập. Hãy mở đúng đường dẫn máy chủ in ra."
    )


class PlaceNotChosen(DomainError):
    """Names cannot be given before the territory is chosen."""

    sentence = _("Hãy chọn địa bàn trước.")


class PlaceTooNarrow(DomainError):
    """An installation serves a province or a commune of today."""

    field = "place"
    sentence = _("Hãy chọn một tỉnh, thành phố hoặc một xã, phường, đặc khu hiện nay.")


class DemoAndReal(DomainError):
    """A demo stays a demo, and a real installation real."""

    sentence = _(
        "Cổng minh họa không đổi thành cổng thật được, và ngược lại. Hãy dùng thư mục AOXANH_HOME khác."
    )


class CannotTakeBack(DomainError):
    """A change that is in force, or that a later one was built upon, can only be followed by another."""

    sentence = _(
        "Thay đổi này đã có hiệu lực hoặc đã có thay đổi khác dựa vào. Hãy lập một thay đổi mới thay cho nó."
    )


class PlaceBeyond(DomainError):
    """A unit says what places are counted as within its own territory."""

    sentence = _("Nơi này nằm ngoài địa bàn của đơn vị. Hãy để đơn vị quản lý địa bàn ấy ghi.")
    field = "place"


class TraitPeriodReversed(DomainError):
    sentence = _("Ngày cuối đứng trước ngày đầu. Hãy sửa lại, hoặc để trống nếu chưa hết.")
    field = "last_day"


class TraitSaidAlready(DomainError):
    """A place is counted as one thing once at a time."""

    sentence = _(
        "Nơi này đã được ghi “%(flag)s” từ ngày %(first_day)s, trùng thời gian với dòng này."
    )
    field = "flag"


class DecisionIncomplete(DomainError):
    """A reorganisation names the decision that it carries out."""

    sentence = _("Hãy ghi đủ số quyết định, ngày ký và cơ quan quyết định.")
    field = "decision_number"


class DecisionUsed(DomainError):
    """The same decision was entered as another reorganisation."""

    sentence = _(
        "Quyết định %(number)s đã được nhập cho một đợt sắp xếp khác, có hiệu lực từ %(day)s. "
        "Hãy mở đợt đó để bổ sung, hoặc kiểm tra lại số quyết định."
    )
    field = "decision_number"


class DayTooFarBack(DomainError):
    """A reorganisation may be entered late, but not any longer after its day than is allowed."""

    sentence = _(
        "Ngày có hiệu lực lùi quá %(days)s ngày. Hãy kiểm tra lại ngày, hoặc nhờ người quản trị hệ thống nhập."
    )
    field = "on"


class ReorganisationEmpty(DomainError):
    """Nothing was said about any unit."""

    sentence = _("Đợt sắp xếp chưa có đơn vị nào. Hãy thêm đơn vị rồi chạy thử.")


class ReorganisationDone(DomainError):
    """Only a draft can be changed."""

    sentence = _(
        "Đợt sắp xếp này đã ghi hoặc đã rút lại, không sửa được nữa. Hãy chuẩn bị một đợt mới."
    )


class ReorganisationStopped(DomainError):
    """Something stands in the way; nothing was written."""

    sentence = _("Chưa ghi được: %(reason)s Chưa có gì thay đổi; hãy sửa rồi chạy thử lại.")


class UnitTwice(DomainError):
    """One day does one thing to one unit."""

    sentence = _(
        "Đơn vị “%(name)s” đã có trong một đợt sắp xếp cùng ngày. Mỗi ngày một đơn vị chỉ nhập, tách, "
        "giải thể hoặc chuyển một lần: hãy sửa dòng đã có."
    )
    field = "unit_id"


class HeirEndsToo(DomainError):
    """Nobody can take over who ends on the same day."""

    sentence = _(
        "Đơn vị nhận “%(name)s” cũng kết thúc trong đợt này. Hãy chọn đơn vị còn hoạt động sau ngày đó."
    )
    field = "heir_ids"


class OneReceiver(DomainError):
    """A merger leads into one unit, a move below one parent."""

    sentence = _("Việc này cần đúng một đơn vị nhận. Hãy chọn một đơn vị.")
    field = "heir_ids"


class VerbUnknown(DomainError):
    """A list says what happens in words that mean nothing here."""

    sentence = _("Không rõ “%(text)s” là việc gì. Hãy ghi một trong: %(words)s.")
    field = "verb"


class PartOfReorganisation(DomainError):
    """The change belongs to a whole, which is taken back as a whole."""

    sentence = _("Thay đổi này thuộc một đợt sắp xếp tổ chức. Hãy mở đợt đó và rút lại cả đợt.")


class ClusterMissing(Missing):
    """No such cluster, or none of this unit."""


class ClusterEnded(DomainError):
    """It was ended before."""

    sentence = _("Cụm đã giải thể.")


class ClusterTooSmall(DomainError):
    """Nobody shares alone."""

    sentence = _("Cụm cần ít nhất hai đơn vị.")
    field = "units"


class ClusterOutside(DomainError):
    """A member that does not lie below the unit that forms the cluster."""

    sentence = _("Hãy chọn đơn vị trực thuộc.")
    field = "units"


class ClusterLeadOutside(DomainError):
    """One of the members leads."""

    sentence = _("Cụm trưởng phải là một đơn vị trong cụm.")
    field = "lead"


class ClusterChangedLater(DomainError):
    """Members joined after that day."""

    sentence = _("Cụm đã thay đổi sau ngày này. Hãy chọn ngày muộn hơn.")
    field = "on"
